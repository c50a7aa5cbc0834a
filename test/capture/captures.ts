/** How to make one SDK speak: what to install, what to run, and which fixtures come of it. */
export interface Capture {
  readonly name: string
  /** The folder of test/fixtures/conventions it belongs to. */
  readonly convention: string
  readonly language: 'node' | 'python'
  readonly packages: readonly string[]
  readonly script: string
  readonly scenarios: readonly string[]
}

const NODE_OTEL = [
  '@opentelemetry/api',
  '@opentelemetry/sdk-trace-node',
  '@opentelemetry/exporter-trace-otlp-http',
]
const PYTHON_OTEL = ['opentelemetry-sdk', 'opentelemetry-exporter-otlp-proto-http']

export const captures: readonly Capture[] = [
  vercel('ai-4', ['ai@4', '@ai-sdk/openai@1', '@ai-sdk/anthropic@1', 'zod@3']),
  vercel('ai-5', ['ai@5', '@ai-sdk/openai@2', '@ai-sdk/anthropic@2', 'zod']),
  vercel('ai-6', ['ai@6', '@ai-sdk/openai@3', '@ai-sdk/anthropic@3', 'zod']),
  vercel('ai-7', ['ai@7', '@ai-sdk/openai@4', '@ai-sdk/anthropic@4', '@ai-sdk/otel', 'zod']),
  traceloop('traceloop-legacy', [
    'openai<2',
    'opentelemetry-instrumentation-openai==0.40.14',
    'traceloop-sdk==0.40.14',
    'anthropic<0.60',
  ]),
  {
    name: 'traceloop-js',
    convention: 'openllmetry',
    language: 'node',
    packages: ['@traceloop/node-server-sdk', 'openai', '@opentelemetry/exporter-trace-otlp-http'],
    script: 'capture-openllmetry.mjs',
    scenarios: ['tool-run', 'streamed'],
  },
  {
    ...python(
      'openllmetry',
      'openllmetry',
      ['openai', 'opentelemetry-instrumentation-openai'],
      ['tool-run', 'streamed', 'embedding', 'responses'],
    ),
    script: 'capture-openllmetry-openai.py',
  },
  pydantic('pydantic-ai', ['pydantic-ai-slim[openai]'], ['tool-run', 'streamed', 'version-3']),
  pydantic(
    'pydantic-ai-1',
    ['pydantic-ai-slim[openai]==1.0.0', 'openai<2', 'opentelemetry-sdk<1.38'],
    ['tool-run', 'streamed', 'version-1'],
  ),
  python(
    'logfire',
    'logfire',
    ['logfire', 'openai', 'pydantic-ai-slim[openai]'],
    ['tool-run', 'streamed', 'responses', 'nested-agent'],
  ),
  python(
    'langsmith',
    'langsmith',
    ['langsmith[otel]', 'langchain', 'langchain-openai', 'langchain-anthropic'],
    ['tool-run', 'streamed', 'anthropic', 'wrapped-client'],
  ),
  python(
    'langfuse',
    'langfuse',
    ['langfuse', 'openai', 'langchain', 'langchain-openai'],
    ['tool-run', 'streamed', 'by-hand', 'langchain'],
  ),
  python(
    'mlflow',
    'mlflow',
    ['mlflow-skinny', 'openai', 'numpy', 'pandas'],
    ['tool-run', 'streamed', 'by-hand'],
  ),
  python('strands', 'strands', ['strands-agents[openai]'], ['tool-run', 'newest-conventions', 'swarm']),
  python(
    'google-adk',
    'google-adk',
    ['google-adk', 'litellm', 'mcp'],
    ['tool-run', 'messages-on-spans', 'older-schema'],
  ),
  python('litellm', 'litellm', ['litellm', 'mcp'], ['first-generation', 'second-generation']),
  python(
    'openai-agents',
    'openai-agents',
    [
      'openai-agents',
      'opentelemetry-instrumentation-openai-agents-v2',
      'openinference-instrumentation-openai-agents',
    ],
    ['tool-run', 'openinference'],
  ),
  python('pyagent', 'pyagent', ['pyagent-trace', 'pyagent-patterns'], ['nested', 'events']),
  python('prela', 'prela', ['prela', 'openai', 'anthropic', 'requests'], ['otlp']),
  python('openlit', 'openlit', ['openlit', 'openai<3'], ['tool-run', 'streamed']),
  {
    name: 'genkit',
    convention: 'genkit',
    language: 'node',
    packages: ['genkit', '@genkit-ai/compat-oai', '@opentelemetry/exporter-trace-otlp-http@0.52'],
    script: 'capture-genkit.mjs',
    scenarios: ['tool-run'],
  },
]

function vercel(name: string, packages: readonly string[]): Capture {
  const scenarios = ['tool-run', 'streamed', 'anthropic', 'object', 'embedding', 'failed-call']
  return {
    name,
    convention: 'vercel-ai',
    language: 'node',
    packages: [...packages, ...NODE_OTEL],
    script: 'capture-vercel-ai.mjs',
    scenarios,
  }
}

function traceloop(name: string, packages: readonly string[]): Capture {
  return {
    ...python(name, 'openllmetry', packages, ['tool-run', 'streamed', 'anthropic', 'failed-call']),
    script: 'capture-openllmetry.py',
  }
}

function pydantic(name: string, packages: readonly string[], scenarios: readonly string[]): Capture {
  return {
    ...python(name, 'pydantic-ai', packages, scenarios),
    script: 'capture-pydantic-ai.py',
  }
}

function python(
  name: string,
  convention: string,
  packages: readonly string[],
  scenarios: readonly string[],
): Capture {
  const script = `capture-${convention}.py`
  return { name, convention, language: 'python', packages: [...packages, ...PYTHON_OTEL], script, scenarios }
}
