"""Logfire around the OpenAI client and around a Pydantic AI agent, sent to an OTLP receiver and not to Logfire."""

import sys

import logfire
from openai import OpenAI

# Logfire sends to the address that the OTEL_EXPORTER_OTLP variables name.
logfire.configure(send_to_logfire=False, console=False, metrics=False, service_name="weather")
client = OpenAI(max_retries=0)
logfire.instrument_openai(client)
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
    with logfire.span("weather for {city}", city="Paris"):
        first = client.chat.completions.create(model="gpt-5-mini", messages=MESSAGES, tools=TOOLS)
        answer = first.choices[0].message
        result = {"role": "tool", "tool_call_id": answer.tool_calls[0].id, "content": '{"celsius": 18}'}
        messages = [*MESSAGES, answer.to_dict(), result]
        client.chat.completions.create(model="gpt-5-mini", messages=messages, tools=TOOLS)


def streamed():
    options = {"include_usage": True}
    with client.chat.completions.create(
        model="gpt-5-mini", messages=MESSAGES, stream=True, stream_options=options
    ) as stream:
        for _chunk in stream:
            pass


def responses():
    client.responses.create(model="gpt-5-mini", instructions="You tell the weather.", input="And in Paris?")


def nested_agent():
    from pydantic_ai import Agent

    logfire.instrument_pydantic_ai()
    agent = Agent("openai-chat:gpt-5-mini", name="weather_agent", instructions="You tell the weather.")

    @agent.tool_plain
    def get_weather(city: str) -> str:
        """Tells the weather in a city."""
        return f"18 degrees in {city}"

    with logfire.span("evening plan"):
        agent.run_sync("What is the weather in Paris?")


{"tool-run": tool_run, "streamed": streamed, "responses": responses, "nested-agent": nested_agent}[sys.argv[1]]()
logfire.force_flush()
