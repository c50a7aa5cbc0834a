import type { LedgerEntry } from '#contract/run.ts'
import { formatCount, formatNumberOf } from '../../format/format-count.ts'
import { toVisible } from '../../format/visible-text.ts'

export interface GapText {
  readonly label: string
  readonly explanation: string
}

const NAMED = 5

/** What a run is missing, and what that means for the numbers beside it. */
export function describeGap({ gap, count, about }: LedgerEntry): GapText {
  const which = nameSome(about)
  switch (gap) {
    case 'missing-parent':
      return {
        label: `${formatNumberOf(count, 'span')} without a parent`,
        explanation: `Their parent was named but has not arrived, so they stand at the top of the tree.${which}`,
      }
    case 'unknown-price':
      return {
        label: `No price for ${formatNumberOf(count, 'call')}`,
        explanation: `The cost is a lower bound: the price list does not know the model.${which}`,
      }
    case 'unknown-usage':
      return {
        label: `No usage for ${formatNumberOf(count, 'call')}`,
        explanation: `The sender reported no tokens, so tokens and cost are lower bounds.${which}`,
      }
    case 'content-not-captured':
      return {
        label: `No content in ${formatNumberOf(count, 'call')}`,
        explanation: `Prompts and answers were not sent. Set OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true where the agent runs.${which}`,
      }
    case 'content-cut':
      return {
        label: `${formatNumberOf(count, 'text')} cut by the sender`,
        explanation: `The sender’s SDK limits attribute lengths; what it cut never arrived.${which}`,
      }
    case 'left-out-by-capture-mode':
      return {
        label: `Content of ${formatNumberOf(count, 'span')} left out`,
        explanation: `It arrived and was not stored: the settings say what is kept of the content.${which}`,
      }
    case 'redacted':
      return {
        label: `${formatNumberOf(count, 'text')} redacted`,
        explanation: `They arrived and were not stored: rules in the settings replaced them.${which}`,
      }
    case 'dropped-by-exporter':
      return {
        label: `${formatCount(count)} dropped by the sender`,
        explanation: `The sender’s SDK counts what it dropped because of its limits; it never arrived.${which}`,
      }
    case 'clock-skew':
      return {
        label: `Doubtful times in ${formatNumberOf(count, 'span')}`,
        explanation: `Times are shown as they were sent; clocks that disagree make them doubtful.${which}`,
      }
    case 'refused-requests':
      return {
        label: `${formatNumberOf(count, 'request')} refused`,
        explanation: `While this run was recorded, requests of its sender were refused; what they held is missing.${which}`,
      }
    case 'late-spans':
      return {
        label: `${formatNumberOf(count, 'late span')}`,
        explanation: `They came after the run had been silent for five minutes and counted as closed.${which}`,
      }
    case 'duplicates':
      return {
        label: `${formatNumberOf(count, 'span')} sent again`,
        explanation: `Each is counted once, as it was told last.${which}`,
      }
    case 'other-session':
      return {
        label: `${formatNumberOf(count, 'other session')} named`,
        explanation: `Spans of this run name more than one session. It belongs to the surest; of equally sure ones to that of the root, else to the first that came.${which}`,
      }
  }
}

function nameSome(about: readonly string[]): string {
  if (about.length === 0) return ''
  const named = about.slice(0, NAMED).map(toVisible).join(', ')
  const rest = about.length - NAMED
  return `\n${named}${rest > 0 ? ` and ${formatCount(rest)} more` : ''}`
}
