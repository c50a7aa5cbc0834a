import { isJsonObject, parseJson } from '../../base/json.ts'
import type { Step, TextOf } from '../../diff/step.ts'
import { listed, quoted } from '../../diff/words.ts'

/** Turns of a loop that are read to see what differs. */
const TURNS_READ = 100

/** What the turns of a loop do differently, told by the arguments of their tools: "only `page` differs". */
export function sayDifference(turns: readonly (readonly (Step | undefined)[])[], textOf: TextOf): string {
  const read = turns.slice(0, TURNS_READ)
  const differing = new Set<string>()
  let isTold = false
  for (const position of (read[0] ?? []).keys()) {
    const given = read.flatMap(turn => argumentsOf(turn[position], textOf) ?? [])
    if (given.length < 2) continue
    isTold = true
    for (const name of differingNames(given)) differing.add(name)
  }
  if (!isTold) return 'no arguments recorded'
  const names = [...differing].map(name => (name === '' ? 'the arguments' : quoted(name)))
  if (names.length === 0)
    return read.length < turns.length ? `the first ${read.length} are equal` : 'nothing differs'
  return names.length === 1 ? `only ${names[0]} differs` : `${listed(names)} differ`
}

type Arguments = ReadonlyMap<string, string>

/** By name, as JSON; what is no object is one argument without a name. */
function argumentsOf(step: Step | undefined, textOf: TextOf): Arguments | undefined {
  const key = step?.tool?.argumentsKey
  if (key === undefined || key === null) return undefined
  const text = textOf(key)
  const value = parseJson(text)
  if (!isJsonObject(value)) return new Map([['', text]])
  return new Map(Object.entries(value).map(([name, part]) => [name, JSON.stringify(part)]))
}

function differingNames(given: readonly Arguments[]): string[] {
  const names = new Set(given.flatMap(each => [...each.keys()]))
  return [...names].filter(name => new Set(given.map(each => each.get(name))).size > 1)
}
