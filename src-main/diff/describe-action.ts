import { formatNumberOf } from '../base/format-quantity.ts'
import { isJsonObject, parseJson } from '../base/json.ts'
import type { CallContent, PlacedBlock, TextOf } from './step.ts'
import { listed, quoted } from './words.ts'

/** Says what a model did differently, as what follows "the model"; undefined when it did the same thing in other words. */
export function describeOtherAction(
  left: CallContent,
  right: CallContent,
  textOf: TextOf,
): string | undefined {
  const leftCalls = left.answer.filter(isToolCall)
  const rightCalls = right.answer.filter(isToolCall)
  if (leftCalls.length === 0 && rightCalls.length === 0) return undefined
  if (rightCalls.length === 0) return `answered instead of calling ${namesOf(leftCalls)}`
  if (leftCalls.length === 0) return `called ${namesOf(rightCalls)} instead of answering`
  const dropped = missingFrom(leftCalls, rightCalls)
  const chosen = missingFrom(rightCalls, leftCalls)
  if (dropped.length > 0 && chosen.length > 0)
    return `chose ${namesOf(chosen)} instead of ${namesOf(dropped)}`
  if (chosen.length > 0) return `also called ${namesOf(chosen)}`
  if (dropped.length > 0) return `did not call ${namesOf(dropped)}`
  return describeOtherArguments(leftCalls, rightCalls, textOf)
}

function isToolCall(block: PlacedBlock): boolean {
  return block.kind === 'tool-call'
}

function namesOf(calls: readonly PlacedBlock[]): string {
  const counts = new Map<string, number>()
  for (const { name } of calls) counts.set(name ?? '?', (counts.get(name ?? '?') ?? 0) + 1)
  return listed(
    [...counts].map(([name, count]) =>
      count === 1 ? quoted(name) : `${quoted(name)} ${formatNumberOf(count, 'time')}`,
    ),
  )
}

/** Calls whose tool the other side calls less often. */
function missingFrom(calls: readonly PlacedBlock[], others: readonly PlacedBlock[]): PlacedBlock[] {
  const available = new Map<string | null, number>()
  for (const { name } of others) available.set(name, (available.get(name) ?? 0) + 1)
  return calls.filter(({ name }) => {
    const left = available.get(name) ?? 0
    available.set(name, left - 1)
    return left <= 0
  })
}

function describeOtherArguments(
  left: readonly PlacedBlock[],
  right: readonly PlacedBlock[],
  textOf: TextOf,
): string | undefined {
  const names = left.map(call => call.name ?? '')
  if (names.join('\0') !== right.map(call => call.name ?? '').join('\0')) {
    return `called ${namesOf(right)} in another order`
  }
  for (const [index, call] of left.entries()) {
    const other = right[index]
    if (other === undefined || other.blockKey === call.blockKey) continue
    const keys = differingKeys(textOf(call.blockKey), textOf(other.blockKey))
    const which = keys.length === 0 ? '' : ` (${listed(keys.map(quoted))})`
    return `called ${quoted(call.name ?? 'a tool')} with other arguments${which}`
  }
  return undefined
}

/** Names of the arguments that two recorded calls of a tool give differently. */
function differingKeys(left: string, right: string): string[] {
  const leftArguments = argumentsOf(left)
  const rightArguments = argumentsOf(right)
  const keys = new Set([...Object.keys(leftArguments), ...Object.keys(rightArguments)])
  return [...keys].filter(key => JSON.stringify(leftArguments[key]) !== JSON.stringify(rightArguments[key]))
}

function argumentsOf(text: string) {
  const call = parseJson(text)
  const given = isJsonObject(call) ? call.arguments : undefined
  return isJsonObject(given) ? given : {}
}
