"""A Strands agent with one tool, in its default shape and in that of the newest conventions."""

import os
import sys

if sys.argv[1] == "newest-conventions":
    os.environ["OTEL_SEMCONV_STABILITY_OPT_IN"] = "gen_ai_latest_experimental,gen_ai_tool_definitions"

from strands import Agent, tool
from strands.models.openai import OpenAIModel
from strands.multiagent import Swarm
from strands.telemetry import StrandsTelemetry

telemetry = StrandsTelemetry()
telemetry.setup_otlp_exporter()


@tool
def get_weather(city: str) -> dict:
    """Tells the weather in a city.

    Args:
        city: The name of the city.
    """
    if sys.argv[1] == "swarm":
        return {"status": "error", "content": [{"text": "The station is closed"}]}
    return {"status": "success", "content": [{"json": {"city": city, "celsius": 18}}]}


address = os.environ["OPENAI_BASE_URL"]
agent = Agent(
    name="weather_agent",
    model=OpenAIModel(
        client_args={"api_key": "none", "base_url": address},
        model_id="gpt-5-mini",
        params={"temperature": 0},
    ),
    tools=[get_weather],
    system_prompt="You tell the weather.",
    trace_attributes={"session.id": "chat-42", "user.id": "user-7"},
    callback_handler=None,
)
question = "What is the weather in Paris?"
Swarm([agent])(question) if sys.argv[1] == "swarm" else agent(question)
telemetry.tracer_provider.shutdown()
