import type { CaptureMode, RedactionRule } from '#contract/redaction.ts'
import { decodeLogWire } from '../otlp/decode-logs.ts'
import { decodeSpanWire } from '../otlp/decode-traces.ts'
import { decodeOrigin, encodeOrigin } from '../otlp/origin-bytes.ts'
import type { OtlpLog } from '../otlp/otlp-log.ts'
import type { OtlpPoint } from '../otlp/otlp-point.ts'
import type { OtlpOrigin, OtlpSpan } from '../otlp/otlp-span.ts'
import { decodePointAttributes } from '../otlp/read-point.ts'
import { logFields, originFields, pointFields, spanFields } from '../otlp/wire-fields.ts'
import { LogTag, SpanTag } from '../otlp/wire-tags.ts'
import { createEdits } from './create-edits.ts'
import type { Finding } from './create-redactor.ts'
import { withAttributeNote, withNote } from './withheld-note.ts'

export interface CaptureChoices {
  readonly captureMode: CaptureMode
  /** For the services named here, instead. */
  readonly captureModeByService: Readonly<Record<string, CaptureMode>>
  readonly redactionRules: readonly RedactionRule[]
}

export interface FilteredSpan {
  /** What names, models, usage and cost are read from. */
  readonly understood: OtlpSpan
  /** What is stored; less than what was understood where only the skeleton is kept. */
  readonly kept: OtlpSpan
}

/** Stands between what was decoded and what is understood, kept and made searchable. */
export interface CaptureFilter {
  span(span: OtlpSpan): FilteredSpan
  log(log: OtlpLog): OtlpLog
  point(point: OtlpPoint): OtlpPoint
}

export const keepEverything: CaptureFilter = {
  span: span => ({ understood: span, kept: span }),
  log: log => log,
  point: point => point,
}

/** `key` is the secret of the store; `onFinding` hears of every text that a rule takes out. */
export function createCaptureFilter(
  choices: CaptureChoices,
  key: Uint8Array,
  onFinding: (finding: Finding) => void = () => {},
): CaptureFilter {
  const hasRules = choices.redactionRules.some(rule => rule.enabled)
  const keepsAll = [choices.captureMode, ...Object.values(choices.captureModeByService)].every(
    mode => mode === 'full',
  )
  if (keepsAll && !hasRules) return keepEverything
  const edits = createEdits(choices.redactionRules, key, onFinding)
  const origins = new WeakMap<OtlpOrigin, OtlpOrigin>()

  function originOf(origin: OtlpOrigin): OtlpOrigin {
    const known = origins.get(origin)
    if (known !== undefined) return known
    const { kept, withheld } = edits.rewrite(encodeOrigin(origin), originFields, modeOf(origin))
    const decoded = withheld === undefined ? origin : decodeOrigin(kept)
    const result =
      withheld === undefined
        ? origin
        : { ...decoded, resource: withAttributeNote(decoded.resource, withheld) }
    origins.set(origin, result)
    return result
  }

  function modeOf({ resource }: OtlpOrigin): CaptureMode {
    const service = resource.get('service.name')
    const own = typeof service === 'string' ? Object.entries(choices.captureModeByService) : []
    return own.find(([name]) => name === service)?.[1] ?? choices.captureMode
  }

  return {
    span(span) {
      const origin = originOf(span.origin)
      const mode = modeOf(span.origin)
      const { clean, kept, withheld } = edits.rewrite(span.wire, spanFields, mode)
      if (withheld === undefined) {
        const same = origin === span.origin ? span : { ...span, origin }
        return { understood: same, kept: same }
      }
      const stored = forceDecoded(decodeSpanWire(withNote(kept, SpanTag.attribute, withheld), origin))
      if (mode !== 'minimal') return { understood: stored, kept: stored }
      return { understood: forceDecoded(decodeSpanWire(clean, origin)), kept: stored }
    },
    log(log) {
      const origin = originOf(log.origin)
      const { kept, withheld } = edits.rewrite(log.wire, logFields, modeOf(log.origin))
      if (withheld === undefined) return origin === log.origin ? log : { ...log, origin }
      return forceDecoded(decodeLogWire(withNote(kept, LogTag.attribute, withheld), origin))
    },
    point(point) {
      const origin = originOf(point.origin)
      // Measurements hold no content, so every mode keeps them.
      const { kept, withheld } = edits.rewrite(point.wire, pointFields(point.attributeTag), 'full')
      if (withheld === undefined) return origin === point.origin ? point : { ...point, origin }
      return { ...point, origin, wire: kept, attributes: decodePointAttributes(kept, point.attributeTag) }
    },
  }
}

function forceDecoded<Item>(item: Item | undefined): Item {
  if (item === undefined)
    throw new Error('An item cannot be read any more after something was taken out of it')
  return item
}
