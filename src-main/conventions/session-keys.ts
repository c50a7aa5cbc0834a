/** The names applications choose for the conversation in metadata that is theirs to fill. */
const CHOSEN_NAMES = [
  'session_id',
  'sessionId',
  'session.id',
  'thread_id',
  'threadId',
  'conversation_id',
  'conversationId',
  'chat_id',
  'chatId',
]

const under = (prefix: string) => CHOSEN_NAMES.map(name => prefix + name)

/**
 * Every attribute that names the session of a span, the surest first: the words of standards, then those of one
 * product, then free metadata, then the ids of something that is a session in some systems only.
 * `langsmith.trace.session_id` is a project, `thread.id` a thread of the processor: neither is here.
 */
export const SESSION_KEYS: readonly string[] = [
  'gen_ai.conversation.id',
  'session.id',
  'langfuse.session.id',
  ...under('traceloop.association.properties.'),
  ...under('lmnr.association.properties.'),
  ...under('ai.telemetry.metadata.'),
  ...under('langsmith.metadata.'),
  'mlflow.trace.session',
  'gcp.vertex.agent.session_id',
  'genkit:sessionId',
  'gen_ai.thread.id',
  'conversation.id',
  ...under('litellm.metadata.'),
  'group_id',
  'run.correlation_id',
  'agenttrace.correlation_id',
  'correlation_id',
  ...CHOSEN_NAMES.filter(name => name !== 'session.id'),
]

/** Metadata in one attribute, as JSON. */
export const METADATA_KEY = 'metadata'
export const METADATA_NAMES: readonly string[] = CHOSEN_NAMES
export const METADATA_RANK: number = SESSION_KEYS.length

/** Coding agents give each prompt an id of its own, and can be told to send no session beside it. */
export const PROMPT_KEYS: ReadonlyMap<string, RegExp> = new Map([
  ['prompt.id', /^claude_code\./],
  ['prompt_id', /^(llm_call|tool_call|schedule_tool_calls|agent_call|user_prompt|system_prompt)$/],
])
export const PROMPT_RANK: number = METADATA_RANK + 1

/** A session of the whole process counts only where no span of the run names one. */
export const RESOURCE_KEY = 'session.id'
export const RESOURCE_RANK: number = PROMPT_RANK + 1
