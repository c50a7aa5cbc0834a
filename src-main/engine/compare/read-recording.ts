import type { SpanSummary } from '#contract/span.ts'
import { isJsonObject, type JsonValue, parseJson } from '../../base/json.ts'
import { chooseSteps } from '../../diff/choose-steps.ts'
import type { CallContent, PlacedBlock, Prompt, Step, ToolContent } from '../../diff/step.ts'
import type { RunContents } from '../../store/diff-queries.ts'
import type { StoreReader } from '../../store/open-store.ts'

/** A recorded run as the comparison takes it. */
export function readSteps(store: StoreReader, runKey: number): Step[] {
  const spans = store.spans.ofRun(runKey, Number.MAX_SAFE_INTEGER)
  const contents = store.diff.contentsOf(runKey)
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
  const items = Map.groupBy(contents.items, item => item.listKey)
  return new Map(
    contents.calls.map(({ spanId, listKey, provider, requestModel, parameters }) => {
      const answer = (items.get(listKey) ?? []).filter(item => item.section === 'output')
      const call: CallContent = {
        prompt: promptOf(listKey),
        answer,
        parameters: parametersOf(parameters),
        requestModel,
        provider,
      }
      return [spanId, call]
    }),
  )
}

const NOTHING: Prompt = { base: null, baseLength: 0, added: [] }

/** Lists come in the order they were written, so the one that a list begins with is there before it. */
function promptsOf({ lists, items }: RunContents): (listKey: number) => Prompt {
  const own = Map.groupBy(items, item => item.listKey)
  const prompts = new Map<number, Prompt>()
  for (const { listKey, prefixListKey, prefixLength } of lists) {
    const base = prefixListKey === null ? undefined : prompts.get(prefixListKey)
    const added: readonly PlacedBlock[] = (own.get(listKey) ?? []).filter(item => item.section !== 'output')
    prompts.set(
      listKey,
      base === undefined ? { ...NOTHING, added } : { base, baseLength: prefixLength, added },
    )
  }
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
