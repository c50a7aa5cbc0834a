import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sqliteVersion } from '../src-main/store/database.ts'

interface LockedPackage {
  readonly version?: string
  readonly resolved?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const lock: { packages: Record<string, LockedPackage> } = JSON.parse(
  readFileSync('package-lock.json', 'utf8'),
)

/** Below these, a known fault of the library becomes a fault of ours. */
const FLOORS: readonly (readonly [name: string, major: number, floor: string, why: string])[] = [
  ['@grpc/grpc-js', 1, '1.14.7', 'dies on a malformed gzip frame'],
  ['protobufjs', 8, '8.7.2', 'keeps unknown fields: memory amplification'],
  ['protobufjs', 7, '7.6.3', 'the same, in the copy that test clients bring'],
  ['@modelcontextprotocol/sdk', 1, '1.24.0', 'no protection against DNS rebinding'],
  ['better-sqlite3', 13, '13.2.0', 'SQLite before 3.51.3 inside'],
  ['electron', 45, '45.0.0', 'Node inside before its HTTP/2 fixes'],
]

describe('version floors', () => {
  test.each(FLOORS)('%s %i is at least %s (%s)', (name, major, floor) => {
    const versions = versionsOf(name).filter(version => Number(version.split('.')[0]) === major)

    expect(versions.filter(version => compare(version, floor) < 0)).toEqual([])
  })

  test('no major of a library is locked that has no floor', () => {
    const known = (name: string, version: string) =>
      FLOORS.some(([each, major]) => each === name && version.startsWith(`${major}.`))
    const names = [...new Set(FLOORS.map(([name]) => name))]

    expect(names.flatMap(name => versionsOf(name).filter(version => !known(name, version)))).toEqual([])
  })

  test('SQLite is at least 3.51.3, where a log file used by two connections is safe', () => {
    expect(compare(sqliteVersion(), '3.51.3')).toBeGreaterThanOrEqual(0)
  })
})

test('the lockfile names no address', () => {
  expect(Object.entries(lock.packages).filter(([, { resolved }]) => resolved?.includes('://'))).toEqual([])
})

// npm leaves out what a registry does not have, even for other platforms, and `npm ci` then refuses the lockfile.
test('the lockfile holds every package another one asks for, on every platform', () => {
  const missing = Object.entries(lock.packages).flatMap(([path, asker]) =>
    Object.keys({ ...asker.dependencies, ...asker.optionalDependencies }).filter(
      name => !isLockedFor(path, name),
    ),
  )

  expect(missing).toEqual([])
})

/** A package finds another one in its own node_modules, or in one of those around it. */
function isLockedFor(path: string, name: string): boolean {
  const place = path === '' ? `node_modules/${name}` : `${path}/node_modules/${name}`
  if (place in lock.packages) return true
  const around = path.lastIndexOf('/node_modules/')
  return path !== '' && isLockedFor(around < 0 ? '' : path.slice(0, around), name)
}

function versionsOf(name: string): string[] {
  return Object.entries(lock.packages).flatMap(([path, { version }]) =>
    path.endsWith(`node_modules/${name}`) && version !== undefined ? [version] : [],
  )
}

function compare(left: string, right: string): number {
  const [leftParts, rightParts] = [left, right].map(version => version.split('.').map(Number))
  const differences = (rightParts ?? []).map((part, index) => (leftParts?.[index] ?? 0) - part)
  return differences.find(difference => difference !== 0) ?? 0
}
