import type { Attribute } from '#contract/span.ts'
import type { Gap } from './gap.ts'
import type { PromptParameters } from './prompt-request.ts'

const NUMBERS: Readonly<Record<keyof Omit<PromptParameters, 'stopSequences'>, readonly string[]>> = {
  temperature: ['temperature'],
  topP: ['top_p', 'topP'],
  topK: ['top_k', 'topK'],
  maxTokens: ['max_tokens', 'max_completion_tokens', 'max_output_tokens', 'maxTokens', 'maxOutputTokens'],
  seed: ['seed'],
  presencePenalty: ['presence_penalty', 'presencePenalty'],
  frequencyPenalty: ['frequency_penalty', 'frequencyPenalty'],
}
const STOPS = ['stop_sequences', 'stop', 'stopSequences']
/** These change how an answer travels, or say again what another attribute says. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  'stream',
  'encoding_formats',
  'model',
  'messages',
  'tools',
  'stream_options',
  'store',
])

/** The recorded parameters that every provider knows; the others are told and not sent. */
export function readParameters(recorded: Readonly<Record<string, Attribute>>): {
  readonly parameters: PromptParameters
  readonly gaps: readonly Gap[]
} {
  const known = new Set([...Object.values(NUMBERS).flat(), ...STOPS])
  const numbers = Object.entries(NUMBERS).flatMap(([name, keys]) => {
    const value = keys.map(key => recorded[key]).find(each => typeof each === 'number')
    return value === undefined ? [] : [[name, value] as const]
  })
  const stops = STOPS.map(key => recorded[key]).find(
    value => Array.isArray(value) || typeof value === 'string',
  )
  const stopSequences = (Array.isArray(stops) ? stops : [stops]).filter(stop => typeof stop === 'string')
  const left = Object.keys(recorded).filter(
    name => !known.has(name) && !WITHOUT_EFFECT.has(name) && !isDefault(name, recorded[name]),
  )
  return {
    parameters: { ...Object.fromEntries(numbers), ...(stopSequences.length === 0 ? {} : { stopSequences }) },
    gaps:
      left.length === 0
        ? []
        : [
            {
              about: 'parameters',
              text: `These recorded parameters are not sent: ${left.sort().join(', ')}.`,
            },
          ],
  }
}

function isDefault(name: string, value: Attribute | undefined): boolean {
  if (name === 'choice_count' || name === 'n') return value === 1
  return name === 'output_type' && value === 'text'
}
