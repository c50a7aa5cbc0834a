"""OpenLLMetry's OpenAI instrumentation alone, without the SDK around it."""

import sys

from openai import OpenAI
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.openai import OpenAIInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor

provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(OTLPSpanExporter()))
OpenAIInstrumentor().instrument(tracer_provider=provider)
client = OpenAI(max_retries=0)
MESSAGES = [
    {"role": "system", "content": "You tell the weather."},
    {"role": "user", "content": "What is the weather in Paris?"},
]
TOOLS = [
    {
        "type": "function",
        "function": {
            "name": "get_weather",
            "description": "Tells the weather in a city",
            "parameters": {"type": "object", "properties": {"city": {"type": "string"}}},
        },
    }
]


def tool_run():
    first = client.chat.completions.create(model="gpt-5-mini", messages=MESSAGES, tools=TOOLS, temperature=0)
    answer = first.choices[0].message
    result = {"role": "tool", "tool_call_id": answer.tool_calls[0].id, "content": '{"celsius": 18}'}
    client.chat.completions.create(model="gpt-5-mini", messages=[*MESSAGES, answer.to_dict(), result], tools=TOOLS)


def streamed():
    options = {"include_usage": True}
    for _chunk in client.chat.completions.create(
        model="gpt-5-mini", messages=MESSAGES, stream=True, stream_options=options
    ):
        pass


def embedding():
    client.embeddings.create(model="text-embedding-3-small", input="Paris")


def responses():
    client.responses.create(model="gpt-5-mini", instructions="You tell the weather.", input="And in Paris?")


{"tool-run": tool_run, "streamed": streamed, "embedding": embedding, "responses": responses}[sys.argv[1]]()
provider.force_flush()
