import type { SpanSummary } from '#contract/span.ts'

/** The model, tool or agent of a span, where its name does not say it already. */
export function sayWhat({ name, model, toolName, agentName }: SpanSummary): string | undefined {
  const what = model ?? toolName ?? agentName
  if (what === null || name.includes(what)) return undefined
  // "chat gpt-5" says the model, also when the one that answered has a date behind its name.
  return name.split(' ').some(word => word.length > 3 && what.startsWith(word)) ? undefined : what
}
