/** Servers that run models on hardware of one's own. */
const LOCAL_PROVIDERS: ReadonlySet<string> = new Set([
  'ollama',
  'lmstudio',
  'vllm',
  'llama.cpp',
  'llamafile',
  'localai',
  'mlx',
])
/** Ollama passes models of this name on to its own service. */
const HOSTED = /[-:]cloud$/

export function isLocalModel(provider: string | undefined, model: string | undefined): boolean {
  return provider !== undefined && LOCAL_PROVIDERS.has(provider) && !HOSTED.test(model ?? '')
}
