import type { CaptureMode, RedactionRule, Withheld } from '#contract/redaction.ts'
import { rewriteWire } from '../otlp/rewrite-wire.ts'
import type { WireEdit } from '../otlp/wire-edit.ts'
import type { WireFields } from '../otlp/wire-fields.ts'
import { createRedactor, type Finding } from './create-redactor.ts'
import { createLeftOut } from './left-out.ts'
import { createMinimalCapture } from './minimal-capture.ts'
import { createRuleEdit } from './rule-edit.ts'
import { createStandardCapture } from './standard-capture.ts'

export interface Rewritten {
  /** What the rules leave. */
  readonly clean: Uint8Array
  /** What the mode keeps of that. */
  readonly kept: Uint8Array
  /** Undefined when `kept` is what came. */
  readonly withheld: Withheld | undefined
}

/** The rules first: what a mode leaves out may still be understood. */
export function createEdits(
  rules: readonly RedactionRule[],
  key: Uint8Array,
  onFinding: (finding: Finding) => void,
) {
  const leftOut = createLeftOut()
  const counts = new Map<string, number>()
  const redactor = createRedactor(rules, key, finding => {
    counts.set(finding.rule, (counts.get(finding.rule) ?? 0) + 1)
    onFinding(finding)
  })
  const ruleEdit = rules.some(rule => rule.enabled) ? createRuleEdit(redactor) : undefined
  const modeEdits: Readonly<Record<CaptureMode, WireEdit | undefined>> = {
    minimal: createMinimalCapture(leftOut),
    standard: createStandardCapture(leftOut),
    full: undefined,
  }

  return {
    rewrite(wire: Uint8Array, fields: WireFields, mode: CaptureMode): Rewritten {
      leftOut.reset()
      counts.clear()
      const isTouched = ruleEdit !== undefined && redactor.mayTouch(latin1Of(wire))
      const clean = isTouched ? rewriteWire(wire, fields, ruleEdit) : wire
      const modeEdit = modeEdits[mode]
      const kept = modeEdit === undefined ? clean : rewriteWire(clean, fields, modeEdit)
      return { clean, kept, withheld: kept === wire ? undefined : withheldBy(mode) }
    },
  }

  function withheldBy(mode: CaptureMode): Withheld {
    return {
      redactions: Array.from(counts, ([name, count]) => ({ name, count })),
      captureMode: leftOut.values === 0 ? null : mode,
      leftOutValues: leftOut.values,
      leftOutBytes: leftOut.bytes,
    }
  }
}

function latin1Of(wire: Uint8Array): string {
  return Buffer.from(wire.buffer, wire.byteOffset, wire.byteLength).toString('latin1')
}
