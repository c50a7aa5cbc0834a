import { isList, parseJson } from '../base/json.ts'
import type { AttributeMap, AttributeValue, OtlpSpan } from '../otlp/otlp-span.ts'

/** Tags that were recorded; those of a root belong to its run. */
export interface RecordedTags {
  readonly ofRun: readonly string[]
  readonly ofSpan: readonly string[]
}

const RUN_KEYS = [
  'langfuse.trace.tags',
  'tag.tags',
  'petaltrace.run.tags',
  'ai.telemetry.metadata.tags',
  'mlflow.trace.tags',
]
const SPAN_KEYS: ReadonlySet<string> = new Set([
  'langsmith.span.tags',
  'logfire.tags',
  'langsmith.tags',
  'tags',
])
const PETALFLOW_KEYS = ['petalflow.run.id', 'petalflow.run_id']
const NAMED_TAG = 'petalflow.tag.'
const MAX_TAGS = 32
export const MAX_TAG_LENGTH = 100

/** Undefined when the span has none, as nearly all. */
export function readTags(span: OtlpSpan): RecordedTags | undefined {
  const { attributes, parentSpanId } = span
  const ofRun = new Set<string>()
  const own = parentSpanId === undefined ? ofRun : new Set<string>()
  for (const key of RUN_KEYS) addAll(ofRun, attributes.get(key))
  for (const key of SPAN_KEYS) addAll(own, attributes.get(key))
  if (PETALFLOW_KEYS.some(key => attributes.has(key))) addNamed(own, attributes)
  const ofSpan = own === ofRun ? [] : [...own]
  if (ofRun.size === 0 && ofSpan.length === 0) return undefined
  return { ofRun: [...ofRun].slice(0, MAX_TAGS), ofSpan: ofSpan.slice(0, MAX_TAGS) }
}

/** PetalFlow sends each tag as an attribute of its own. */
function addNamed(tags: Set<string>, attributes: AttributeMap): void {
  for (const [key, value] of attributes) {
    if (key.startsWith(NAMED_TAG)) addAll(tags, [`${key.slice(NAMED_TAG.length)}:${String(value)}`])
  }
}

function addAll(tags: Set<string>, value: AttributeValue | undefined): void {
  for (const tag of listIn(value)) {
    const trimmed = tag.trim()
    if (trimmed !== '' && trimmed.length <= MAX_TAG_LENGTH) tags.add(trimmed)
  }
}

/** A list, the JSON of a list or of an object, or words between commas. */
function listIn(value: AttributeValue | undefined): readonly string[] {
  if (Array.isArray(value)) return value.filter(item => typeof item === 'string')
  if (typeof value !== 'string') return []
  const parsed = /^[[{]/.test(value) ? parseJson(value) : undefined
  if (isList(parsed)) return parsed.filter(item => typeof item === 'string')
  if (typeof parsed === 'object' && parsed !== null) {
    return Object.entries(parsed).map(([name, text]) => `${name}:${String(text)}`)
  }
  return value.split(',')
}
