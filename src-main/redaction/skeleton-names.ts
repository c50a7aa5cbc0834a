/** Names of what is said or given, as opposed to what is counted or called. */
const CONTENT = new Set(
  `input inputs output outputs message messages msg content contents text body prompt prompts completion completions
  question answer answers choices candidates query queries document documents argument arguments args parameters params
  result results payload data value values transcript instruction instructions description summary thought thoughts
  reasoning thinking snippet chunk delta stacktrace exception_message url uri path command file files image images audio
  screenshot embedding embeddings vector variables metadata extra details feedback comment note notes`.split(
    /\s+/,
  ),
)
/** Names of what is counted, also of content. */
const MEASURE = new Set(
  `token tokens usage cost costs price pricing duration latency elapsed seconds milliseconds ms ns time ttft count total
  size length chars`.split(/\s+/),
)
/** Last words of names whose texts say what something is, not what was said in it. */
const SKELETON = new Set(
  `name names id ids key kind type model models provider system vendor operation version language status reason reasons state
  level environment tier format framework library sdk address host port region method code role mode convention node edge
  agent agents session thread conversation workflow graph step phase attempt error`.split(/\s+/),
)
/** Last words that say so even where content is told. */
const ALWAYS_SKELETON = new Set(['reason', 'reasons', 'id', 'ids', 'model'])

const SPACED = new Set(['name', 'names', 'agent', 'node', 'workflow', 'graph'])
/** Longer texts are content, whatever they are called. */
const MAX_SKELETON_LENGTH = 200
const SPACE = /\s/

/** The words of `gen_ai.usage.input_tokens` or `promptTokens`, in lower case. */
export function wordsOf(name: string): readonly string[] {
  return name
    .split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])/)
    .filter(word => word !== '')
    .map(word => word.toLowerCase())
}

/** Whether a number of that name is a measurement. */
export function namesMeasure(words: readonly string[]): boolean {
  return namesUsage(words) || !words.some(word => CONTENT.has(word))
}

/** Whether a number of that name counts tokens, money or time, wherever it stands. */
export function namesUsage(words: readonly string[]): boolean {
  return words.some(word => MEASURE.has(word))
}

/** Whether a text of that name is part of the skeleton. Only names have spaces; elsewhere they make a sentence. */
export function isSkeletonText(text: string, words: readonly string[]): boolean {
  const last = words.at(-1) ?? ''
  if (text.length > MAX_SKELETON_LENGTH || (SPACE.test(text) && !SPACED.has(last))) return false
  return ALWAYS_SKELETON.has(last) || (SKELETON.has(last) && !words.some(word => CONTENT.has(word)))
}
