import type { NamedAttribute, SpanEvent, SpanLog } from '#contract/span.ts'
import { toVisible } from '../../format/visible-text.ts'

export interface ExceptionText {
  readonly title: string
  readonly stack: string | undefined
  readonly rest: readonly NamedAttribute[]
}

/** The exceptions a span recorded as events or as log records, the way OpenTelemetry writes them. */
export function findExceptions(events: readonly (SpanEvent | SpanLog)[]): ExceptionText[] {
  return events
    .filter(event => event.name === 'exception')
    .map(({ attributes }) => {
      const textOf = (key: string) => attributes.find(attribute => attribute.key === key)?.value
      const stack = textOf('exception.stacktrace')
      const rest = attributes.filter(({ key }) => key !== 'exception.stacktrace')
      return {
        title: toVisible(String(textOf('exception.type') ?? 'Exception')),
        stack: typeof stack === 'string' ? stack : undefined,
        rest,
      }
    })
}
