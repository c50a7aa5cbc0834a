import { chooseSteps } from '#contract/choose-steps.ts'
import type { SpanSummary } from '#contract/span.ts'
import { isJsonObject, type JsonValue, parseJson } from '../../base/json.ts'
import { sharePrompts } from '../../diff/share-prompts.ts'
import type { CallContent, Prompt, Step, ToolContent } from '../../diff/step.ts'
import type { PromptCall } from '../../insight/prompt-call.ts'
import type { ListItemRow, RunContents } from '../../store/diff-queries.ts'
import type { StoreReader } from '../../store/open-store.ts'

/** A recorded run as the comparison takes it. */
export function readSteps(store: StoreReader, runKey: number): Step[] {
  return readSpansAndSteps(store, runKey).steps
}

export function readSpansAndSteps(
  store: StoreReader,
  runKey: number,
): { readonly spans: SpanSummary[]; readonly steps: Step[] } {
  const spans = store.spans.ofRun(runKey, Number.MAX_SAFE_INTEGER)
  return { spans, steps: stepsOf(spans, store.diff.contentsOf(runKey)) }
}

/** Its model calls in the order they began, each with what it was sent and what it used. */
export function readPromptCalls(store: StoreReader, runKey: number): { steps: Step[]; calls: PromptCall[] } {
  const contents = store.diff.contentsOf(runKey)
  const steps = stepsOf(store.spans.ofRun(runKey, Number.MAX_SAFE_INTEGER), contents)
  const usages = new Map(contents.calls.map(({ spanId, usage }) => [spanId, usage]))
  const calls = steps.flatMap(({ span, call }): PromptCall[] => {
    const usage = usages.get(span.spanId)
    return call === null || usage === undefined ? [] : [{ span, ...call, usage }]
  })
  return { steps, calls }
}

function stepsOf(spans: readonly SpanSummary[], contents: RunContents): Step[] {
  const calls = callsBySpan(contents)
  const tools = new Map(contents.tools.map(({ spanId, ...tool }) => [spanId, tool satisfies ToolContent]))
  return chooseSteps(spans).map(
    (span: SpanSummary): Step => ({
      span,
      call: calls.get(span.spanId) ?? null,
      tool: tools.get(span.spanId) ?? null,
    }),
  )
}

function callsBySpan(contents: RunContents): Map<string, CallContent> {
  const promptOf = promptsOf(contents)
  const answerOf = answersOf(contents)
  return new Map(
    contents.calls.map(({ spanId, listKey, provider, requestModel, parameters }) => {
      const call: CallContent = {
        prompt: promptOf(listKey),
        answer: answerOf(listKey),
        parameters: parametersOf(parameters),
        requestModel,
        provider,
      }
      return [spanId, call]
    }),
  )
}

/** A call that was answered as before has its answer in the list that its own begins with. */
function answersOf({ lists, items }: RunContents): (listKey: number) => readonly ListItemRow[] {
  const own = Map.groupBy(items, item => item.listKey)
  const answers = new Map<number, readonly ListItemRow[]>()
  for (const { listKey, prefixListKey, prefixLength } of lists) {
    const shared = prefixListKey === null ? [] : (answers.get(prefixListKey) ?? [])
    const added = (own.get(listKey) ?? []).filter(item => item.section === 'output')
    answers.set(listKey, [...shared.filter(item => item.position < prefixLength), ...added])
  }
  return listKey => answers.get(listKey) ?? []
}

const NOTHING: Prompt = { base: null, baseLength: 0, added: [] }

/** Lists come in the order they were written, so the one that a list begins with is there before it. */
function promptsOf({ lists, items }: RunContents): (listKey: number) => Prompt {
  const own = Map.groupBy(items, item => item.listKey)
  const prompts = sharePrompts(
    lists.map(({ listKey, prefixListKey, prefixLength }) => ({
      key: listKey,
      baseKey: prefixListKey,
      baseLength: prefixLength,
      added: (own.get(listKey) ?? []).filter(item => item.section !== 'output'),
    })),
  )
  return listKey => prompts.get(listKey) ?? NOTHING
}

function parametersOf(text: string | null): Readonly<Record<string, string>> {
  const parameters = text === null ? undefined : parseJson(text)
  if (!isJsonObject(parameters)) return {}
  const entries = Object.entries(parameters).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, value]) => [name, asText(value)]))
}

function asText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
