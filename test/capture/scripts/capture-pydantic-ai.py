"""A Pydantic AI agent with one tool, in the shape this version sends by default and, where asked, in another."""

import asyncio
import sys

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from pydantic_ai import Agent

from pydantic_ai.models.openai import OpenAIChatModel, OpenAIResponsesModel

try:
    from pydantic_ai.models.instrumented import InstrumentationSettings
except ImportError:
    from pydantic_ai.capabilities.instrumentation import InstrumentationSettings

provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(OTLPSpanExporter()))
trace.set_tracer_provider(provider)

scenario = sys.argv[1]
VERSIONS = {"version-1": 1, "version-3": 3}
settings = {"version": VERSIONS[scenario]} if scenario in VERSIONS else {}
Agent.instrument_all(InstrumentationSettings(tracer_provider=provider, **settings))
agent = Agent(
    OpenAIResponsesModel("gpt-5-mini") if scenario == "streamed" else OpenAIChatModel("gpt-5-mini"),
    name="weather_agent",
    system_prompt="You tell the weather.",
)


@agent.tool_plain
def get_weather(city: str) -> dict:
    """Tells the weather in a city."""
    return {"city": city, "celsius": 18}


async def streamed():
    async with agent.run_stream("What is the weather in Paris?") as result:
        async for _text in result.stream_text():
            pass


if scenario == "streamed":
    asyncio.run(streamed())
else:
    agent.run_sync("What is the weather in Paris?")
provider.force_flush()
