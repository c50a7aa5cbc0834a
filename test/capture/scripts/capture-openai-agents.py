"""An agent of the OpenAI Agents SDK with one tool, through two instrumentations that make OTel spans of it."""

import os
import sys

os.environ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "span_only"
os.environ["OTEL_SEMCONV_STABILITY_OPT_IN"] = "gen_ai_latest_experimental"

from agents import Agent, ModelSettings, Runner, function_tool, set_trace_processors
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor

# Without this the SDK sends its own traces to its maker.
set_trace_processors([])
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(OTLPSpanExporter()))
if sys.argv[1] == "openinference":
    from openinference.instrumentation.openai_agents import OpenAIAgentsInstrumentor
else:
    from opentelemetry.instrumentation.openai_agents import OpenAIAgentsInstrumentor
OpenAIAgentsInstrumentor().instrument(tracer_provider=provider)


@function_tool
def get_weather(city: str) -> str:
    """Tells the weather in a city."""
    return f'{{"city":"{city}","celsius":18}}'


agent = Agent(
    name="weather_agent",
    instructions="You tell the weather.",
    model="gpt-5-mini",
    model_settings=ModelSettings(max_tokens=200),
    tools=[get_weather],
)
Runner.run_sync(agent, "What is the weather in Paris?")
provider.shutdown()
