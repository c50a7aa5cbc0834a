import { openAI } from '@genkit-ai/compat-oai/openai'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { genkit, z } from 'genkit'
import { enableTelemetry, flushTracing } from 'genkit/tracing'

await enableTelemetry({ spanProcessors: [new SimpleSpanProcessor(new OTLPTraceExporter())] })

const plugin = openAI({ apiKey: 'none', baseURL: process.env.OPENAI_BASE_URL })
const ai = genkit({ plugins: [plugin] })
const getWeather = ai.defineTool(
  {
    name: 'get_weather',
    description: 'Tells the weather in a city',
    inputSchema: z.object({ city: z.string() }),
    outputSchema: z.object({ city: z.string(), celsius: z.number() }),
  },
  async ({ city }) => ({ city, celsius: 18 }),
)
const weather = ai.defineFlow({ name: 'weather', inputSchema: z.string() }, async question => {
  const { text } = await ai.generate({
    model: openAI.model('gpt-4o-mini'),
    system: 'You tell the weather.',
    prompt: question,
    tools: [getWeather],
    config: { temperature: 0 },
  })
  return text
})

await weather('What is the weather in Paris?')
await flushTracing()
