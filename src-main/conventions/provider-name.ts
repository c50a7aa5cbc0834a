const CANONICAL: ReadonlyMap<string, string> = new Map([
  ['openai.chat', 'openai'],
  ['openai.responses', 'openai'],
  ['anthropic.messages', 'anthropic'],
  ['az.ai.openai', 'azure.openai'],
  ['azure.ai.openai', 'azure.openai'],
  ['azure', 'azure.openai'],
  ['azure-openai', 'azure.openai'],
  ['azure_openai', 'azure.openai'],
  ['az.ai.inference', 'azure.inference'],
  ['azure.ai.inference', 'azure.inference'],
  ['vertex_ai', 'google.vertex'],
  ['gcp.vertex_ai', 'google.vertex'],
  ['vertexai', 'google.vertex'],
  ['google', 'google.gemini'],
  ['gemini', 'google.gemini'],
  ['gcp.gemini', 'google.gemini'],
  ['gcp.gen_ai', 'google.gemini'],
  ['google.ai.studio', 'google.gemini'],
  ['google.generative-ai', 'google.gemini'],
  ['aws', 'aws.bedrock'],
  ['bedrock', 'aws.bedrock'],
  ['aws_bedrock', 'aws.bedrock'],
  ['amazon-bedrock', 'aws.bedrock'],
  ['x_ai', 'xai'],
  ['mistralai', 'mistral'],
  ['mistral_ai', 'mistral'],
  ['ibm.watson.ai', 'ibm.watsonx'],
  ['ibm.watsonx.ai', 'ibm.watsonx'],
  ['moonshot_ai', 'moonshot'],
  ['lm_studio', 'lmstudio'],
  ['lm-studio', 'lmstudio'],
  ['llama_cpp', 'llama.cpp'],
  ['llamacpp', 'llama.cpp'],
])

/** Frameworks that sign in the provider's place; who served the model is then told by its name alone. */
const FRAMEWORKS: ReadonlySet<string> = new Set([
  'strands-agents',
  'autogen',
  'gcp.vertex.agent',
  'microsoft.agent_framework',
  'agent_framework',
  'github',
  'copilot',
  'langchain',
  'langgraph',
  'llamaindex',
  'crewai',
  'semantic_kernel',
  'semantic-kernel',
  'openai_agents',
  'google_adk',
  'petalflow',
])

/** What stands before the slash where a gateway's model names say the provider first. */
const ROUTES: ReadonlySet<string> = new Set([
  'openai',
  'anthropic',
  'azure',
  'bedrock',
  'vertex_ai',
  'gemini',
  'mistral',
  'deepseek',
  'xai',
  'groq',
  'cohere',
  'ollama',
  'openrouter',
])

const MAKERS: readonly (readonly [RegExp, string])[] = [
  [/^(us|eu|apac|global)?\.?(anthropic|amazon|meta|cohere|mistral)\./, 'aws.bedrock'],
  [/^claude/, 'anthropic'],
  [/^(gpt-|chatgpt|o\d|text-embedding-)/, 'openai'],
  [/^gemini/, 'google.gemini'],
  [/^(mistral|codestral|ministral|magistral|devstral)/, 'mistral'],
  [/^deepseek/, 'deepseek'],
  [/^grok/, 'xai'],
  [/^command/, 'cohere'],
]

/** One name for each provider, whoever reports it. */
export function providerName(reported: string | undefined, model: string | undefined): string | undefined {
  const name = reported?.trim().toLowerCase()
  if (name === undefined || name === '') return undefined
  return FRAMEWORKS.has(name) ? makerOf(model?.toLowerCase() ?? '') : canonicalName(name)
}

/** The model's own name, where a gateway's name for it says the provider first: `openai/gpt-5`. */
export function withoutRoute(model: string | undefined): string | undefined {
  const slash = model?.indexOf('/') ?? -1
  return slash > 0 && ROUTES.has(model?.slice(0, slash) ?? '') ? model?.slice(slash + 1) : model
}

function makerOf(model: string): string | undefined {
  const [route = '', ...others] = model.split('/')
  if (others.length > 0 && ROUTES.has(route)) return canonicalName(route)
  const name = others.at(-1) ?? model
  return MAKERS.find(([pattern]) => pattern.test(name))?.[1]
}

function canonicalName(name: string): string {
  return CANONICAL.get(name) ?? (name.startsWith('google.vertex') ? 'google.vertex' : name)
}
