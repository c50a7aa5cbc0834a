import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type PriceKey, UserPrice } from '#contract/price.ts'
import { ProblemError } from '#contract/problems.ts'
import { errorCode } from '../base/error-code.ts'
import { isJsonObject, isList, parseJson } from '../base/json.ts'

const NAME = 'prices.json'
const PRIVATE_MODE = 0o600

export interface PriceFile {
  readonly prices: readonly UserPrice[]
  /** What in the file is not understood, and is left out. */
  readonly issues: readonly string[]
}

/** The user's prices lie beside the store, as text that can be edited. */
export function priceFileOf(storePath: string): string {
  return priceFileIn(dirname(storePath))
}

export function priceFileIn(dataDir: string): string {
  return join(dataDir, NAME)
}

export function readPriceFile(path: string): PriceFile {
  const text = textOf(path)
  if (text === undefined) return { prices: [], issues: [] }
  const entries = entriesIn(text)
  if (entries === undefined) return { prices: [], issues: [unreadable()] }
  const readings = entries.map((entry, index) => readEntry(entry, index + 1))
  return {
    prices: readings.flatMap(reading => (typeof reading === 'string' ? [] : [reading])),
    issues: readings.filter(reading => typeof reading === 'string'),
  }
}

/** Sets a price in place of the one with the same key. */
export function setPrice(path: string, price: UserPrice): readonly UserPrice[] {
  const prices = [...readWhole(path).filter(other => !isSameKey(other, price)), price]
  write(path, prices)
  return prices
}

/** False when there is no such price. */
export function removePrice(path: string, key: PriceKey): boolean {
  const prices = readWhole(path)
  const rest = prices.filter(other => !isSameKey(other, key))
  if (rest.length === prices.length) return false
  write(path, rest)
  return true
}

/** Changes when the file does. */
export function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat === undefined ? '' : `${stat.mtimeMs} ${stat.size} ${stat.ino}`
}

/** What cannot be read would be lost by writing the rest. */
function readWhole(path: string): readonly UserPrice[] {
  const { prices, issues } = readPriceFile(path)
  if (issues.length === 0) return prices
  const reason = `${issues.join(' ')} Mend or delete it, then set the price again.`
  throw new ProblemError({ code: 'unreadable-file', name: basename(path), reason })
}

function write(path: string, prices: readonly UserPrice[]): void {
  const beside = `${path}.new`
  writeFileSync(beside, `${JSON.stringify({ prices }, null, 2)}\n`, { mode: PRIVATE_MODE })
  renameSync(beside, path)
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    const reason = error instanceof Error ? error.message : String(error)
    throw new ProblemError({ code: 'unreadable-file', name: basename(path), reason })
  }
}

function entriesIn(text: string): readonly unknown[] | undefined {
  const value = parseJson(text)
  const list = isJsonObject(value) ? value.prices : value
  return isList(list) ? list : undefined
}

function readEntry(entry: unknown, position: number): UserPrice | string {
  const parsed = UserPrice.safeParse(entry)
  if (parsed.success) return parsed.data
  const reasons = parsed.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  )
  return `${NAME}, price ${position}: ${reasons.join('; ')}.`
}

function unreadable(): string {
  return `${NAME} is not JSON with a list of "prices".`
}

function isSameKey(left: PriceKey, right: PriceKey): boolean {
  return (
    left.model.toLowerCase() === right.model.toLowerCase() &&
    (left.provider ?? '').toLowerCase() === (right.provider ?? '').toLowerCase() &&
    left.validFrom === right.validFrom
  )
}
