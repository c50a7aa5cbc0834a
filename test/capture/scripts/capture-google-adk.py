"""An agent of the Google ADK with one tool, in both schemas of its telemetry."""

import asyncio
import os
import sys

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
if sys.argv[1] == "older-schema":
    os.environ["ADK_TELEMETRY_SCHEMA_VERSION_OPT_IN"] = "1"
if sys.argv[1] == "messages-on-spans":
    os.environ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "SPAN_ONLY"

from google.adk.agents import LlmAgent
from google.adk.models.lite_llm import LiteLlm
from google.adk.runners import InMemoryRunner
from google.genai import types
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor

provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(OTLPSpanExporter()))
trace.set_tracer_provider(provider)


def get_weather(city: str) -> dict:
    """Tells the weather in a city."""
    return {"city": city, "celsius": 18}


agent = LlmAgent(
    name="weather_agent",
    description="Knows the weather.",
    model=LiteLlm(model="openai/gpt-5-mini", api_base=os.environ["OPENAI_BASE_URL"], api_key="none"),
    instruction="You tell the weather.",
    tools=[get_weather],
    generate_content_config=types.GenerateContentConfig(max_output_tokens=200),
)


async def tool_run():
    runner = InMemoryRunner(agent=agent, app_name="weather")
    session = await runner.session_service.create_session(app_name="weather", user_id="user-7")
    question = types.Content(role="user", parts=[types.Part(text="What is the weather in Paris?")])
    async for _event in runner.run_async(user_id="user-7", session_id=session.id, new_message=question):
        pass


asyncio.run(tool_run())
provider.shutdown()
