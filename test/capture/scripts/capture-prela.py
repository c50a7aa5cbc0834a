"""Prela's instrumentations and spans of its user's own, through its exporter of OTLP."""

import os

import anthropic
import openai
import prela
from prela.core.span import SpanType
from prela.exporters.otlp import OTLPExporter

exporter = OTLPExporter(endpoint=os.environ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"])
prela.init(service_name="weather", exporter=exporter)
tracer = prela.get_tracer()
MESSAGES = [{"role": "user", "content": "What is the weather in Paris?"}]
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


def tool_run(client):
    first = client.chat.completions.create(
        model="gpt-5-mini", messages=MESSAGES, tools=TOOLS, temperature=0, max_tokens=200
    ).choices[0].message
    with tracer.span("get_weather", span_type=SpanType.TOOL) as span:
        span.set_attribute("tool.name", "get_weather")
        span.set_attribute("tool.input", first.tool_calls[0].function.arguments)
        span.set_attribute("tool.output", '{"celsius":18}')
    result = {"role": "tool", "tool_call_id": first.tool_calls[0].id, "content": '{"celsius":18}'}
    messages = [*MESSAGES, first.model_dump(exclude_none=True), result]
    client.chat.completions.create(model="gpt-5-mini", messages=messages, tools=TOOLS)


with tracer.span("weather agent", span_type=SpanType.AGENT):
    openai_client = openai.OpenAI(max_retries=0)
    tool_run(openai_client)
    for _chunk in openai_client.chat.completions.create(model="gpt-5-mini", messages=MESSAGES, stream=True):
        pass
    openai_client.embeddings.create(model="text-embedding-3-small", input="Paris")
    anthropic.Anthropic().messages.create(
        model="claude-sonnet-4-5", max_tokens=200, system="You tell the weather.", messages=MESSAGES
    )
    try:
        openai_client.chat.completions.create(model="no-such-model", messages=MESSAGES)
    except openai.NotFoundError:
        pass
    with tracer.span("city search", span_type=SpanType.RETRIEVAL) as search:
        search.set_attribute("retrieval.query", "Paris")
        search.set_attribute("retrieval.document_count", 2)
