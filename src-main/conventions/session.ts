import { isJsonObject, parseJson } from '../base/json.ts'
import { textField } from '../base/json-field.ts'
import type { AttributeMap, AttributeValue, OtlpSpan } from '../otlp/otlp-span.ts'
import { isPlaceholder } from './placeholder.ts'
import {
  METADATA_KEY,
  METADATA_NAMES,
  METADATA_RANK,
  PROMPT_KEYS,
  PROMPT_RANK,
  RESOURCE_KEY,
  RESOURCE_RANK,
  SESSION_KEYS,
} from './session-keys.ts'

/** The session a span names, and how surely: the lower the rank, the surer. */
export interface SessionMeaning {
  readonly sessionId: string
  /** The attribute it came from. */
  readonly key: string
  readonly rank: number
}

/** The session a span belongs to; its own attributes first, then those of its events and of its process. */
export function readSession(span: OtlpSpan): SessionMeaning | undefined {
  return (
    surestOf(span.attributes) ??
    span.events.map(event => surestOf(event.attributes)).find(found => found !== undefined) ??
    inMetadata(span.attributes) ??
    promptOf(span) ??
    ofProcess(span)
  )
}

/** By key, because a span may carry thousands of attributes. */
function surestOf(attributes: AttributeMap): SessionMeaning | undefined {
  if (attributes.size === 0) return undefined
  for (const [rank, key] of SESSION_KEYS.entries()) {
    const sessionId = idIn(attributes.get(key))
    if (sessionId !== undefined) return { sessionId, key, rank }
  }
  return undefined
}

/** MLflow writes every value as JSON, so a text stands in quotes. */
function idIn(value: AttributeValue | undefined): string | undefined {
  if (typeof value !== 'string' || value === '' || isPlaceholder(value)) return undefined
  if (!value.startsWith('"')) return value
  const parsed = parseJson(value)
  return typeof parsed === 'string' && parsed !== '' ? parsed : undefined
}

function inMetadata(attributes: AttributeMap): SessionMeaning | undefined {
  const text = attributes.get(METADATA_KEY)
  if (typeof text !== 'string' || !/session|thread|conversation|chat/i.test(text)) return undefined
  const metadata = parseJson(text)
  if (!isJsonObject(metadata)) return undefined
  for (const name of METADATA_NAMES) {
    const sessionId = textField(metadata, name)
    if (sessionId !== undefined) return { sessionId, key: `${METADATA_KEY}.${name}`, rank: METADATA_RANK }
  }
  return undefined
}

function promptOf({ name, attributes }: OtlpSpan): SessionMeaning | undefined {
  for (const [key, spanName] of PROMPT_KEYS) {
    const sessionId = spanName.test(name) ? idIn(attributes.get(key)) : undefined
    if (sessionId !== undefined) return { sessionId, key, rank: PROMPT_RANK }
  }
  return undefined
}

function ofProcess({ origin }: OtlpSpan): SessionMeaning | undefined {
  const sessionId = idIn(origin.resource.get(RESOURCE_KEY))
  return sessionId === undefined
    ? undefined
    : { sessionId, key: `resource ${RESOURCE_KEY}`, rank: RESOURCE_RANK }
}
