"""Prela's HTTPExporter, which posts JSON of its own: an agent with calls, a tool and a failure, plain or with gzip."""

import os
import sys

import anthropic
import openai
import prela
from prela.core.span import SpanType
from prela.exporters.http import HTTPExporter

exporter = HTTPExporter(
    endpoint=os.environ["CAPTURE_ADDRESS"] + "/v1/traces", api_key="none", compress=sys.argv[1] == "gzip"
)
prela.init(service_name="weather", exporter=exporter)
tracer = prela.get_tracer()
MESSAGES = [{"role": "user", "content": "What is the weather in Paris?"}]

with tracer.span("weather agent", span_type=SpanType.AGENT):
    openai.OpenAI(max_retries=0).chat.completions.create(model="gpt-5-mini", messages=MESSAGES, temperature=0)
    with tracer.span("get_weather", span_type=SpanType.TOOL) as span:
        span.set_attribute("tool.name", "get_weather")
        span.set_attribute("tool.input", '{"city":"Paris"}')
        span.set_attribute("tool.output", '{"celsius":18}')
    anthropic.Anthropic(max_retries=0).messages.create(
        model="claude-sonnet-4-5", max_tokens=200, system="You tell the weather.", messages=MESSAGES
    )
    openai.OpenAI(max_retries=0).embeddings.create(model="text-embedding-3-small", input="Paris")
    try:
        with tracer.span("book a flight", span_type=SpanType.CUSTOM):
            raise ValueError("no seat left")
    except ValueError:
        pass
