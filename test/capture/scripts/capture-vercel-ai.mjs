import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAI } from '@ai-sdk/openai'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node'
import * as ai from 'ai'
import { z } from 'zod'

const provider = new NodeTracerProvider({
  spanProcessors: [new SimpleSpanProcessor(new OTLPTraceExporter())],
})
provider.register()

const isSeven = ai.registerTelemetry !== undefined
if (isSeven) {
  const { OpenTelemetry } = await import('@ai-sdk/otel')
  ai.registerTelemetry(new OpenTelemetry())
}

const openai = createOpenAI({ baseURL: process.env.OPENAI_BASE_URL })
const anthropic = createAnthropic({ baseURL: `${process.env.ANTHROPIC_BASE_URL}/v1` })
const telemetry = { functionId: 'weather-agent', metadata: { sessionId: 'chat-42', userId: 'user-7' } }
const shared = isSeven
  ? { telemetry: { functionId: 'weather-agent' } }
  : { experimental_telemetry: { isEnabled: true, ...telemetry } }
const parameters = z.object({ city: z.string() })
const getWeather = ai.tool({
  description: 'Tells the weather in a city',
  parameters,
  inputSchema: parameters,
  execute: async ({ city }) => ({ city, celsius: 18 }),
})
const agent = {
  ...shared,
  model: openai.chat('gpt-5-mini'),
  system: 'You tell the weather.',
  messages: [{ role: 'user', content: 'What is the weather in Paris?' }],
  tools: { get_weather: getWeather },
  temperature: 0,
  ...(ai.stepCountIs === undefined ? { maxSteps: 3 } : { stopWhen: ai.stepCountIs(3) }),
}

const scenarios = {
  'tool-run': () => ai.generateText(agent),
  streamed: async () => {
    for await (const _chunk of ai.streamText({ ...agent, model: openai.responses('gpt-5-mini') }).textStream);
  },
  anthropic: () => ai.generateText({ ...agent, model: anthropic('claude-haiku-4-5') }),
  object: () =>
    ai.generateObject({ ...shared, model: openai.chat('gpt-5-mini'), schema: parameters, prompt: 'Where?' }),
  embedding: () =>
    ai.embed({ ...shared, model: openai.textEmbeddingModel('text-embedding-3-small'), value: 'Paris' }),
  'failed-call': () =>
    ai
      .generateText({ ...shared, model: openai.chat('no-such-model'), prompt: 'Hello', maxRetries: 0 })
      .catch(() => undefined),
}

await scenarios[process.argv[2]]()
await provider.forceFlush()
await provider.shutdown()
