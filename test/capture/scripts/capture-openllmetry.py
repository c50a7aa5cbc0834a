"""An agent in two steps, told by OpenLLMetry's decorators and its OpenAI instrumentation."""

import os
import sys

os.environ["TRACELOOP_TELEMETRY"] = "false"

from openai import OpenAI
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from traceloop.sdk import Traceloop
from traceloop.sdk.decorators import agent, task, tool, workflow
from traceloop.sdk.instruments import Instruments

Traceloop.init(
    app_name="weather",
    disable_batch=True,
    exporter=OTLPSpanExporter(),
    instruments={Instruments.OPENAI},
    telemetry_enabled=False,
)
client = OpenAI(max_retries=0)
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


@tool(name="get_weather")
def get_weather(city: str):
    return {"city": city, "celsius": 18}


@agent(name="weather_agent")
def weather_agent(question: str):
    messages = [
        {"role": "system", "content": "You tell the weather."},
        {"role": "user", "content": question},
    ]
    first = client.chat.completions.create(
        model="gpt-5-mini", messages=messages, tools=TOOLS, temperature=0, max_tokens=200
    )
    call = first.choices[0].message.tool_calls[0]
    get_weather(city="Paris")
    messages.append(first.choices[0].message.to_dict())
    messages.append({"role": "tool", "tool_call_id": call.id, "content": '{"celsius": 18}'})
    return client.chat.completions.create(model="gpt-5-mini", messages=messages, tools=TOOLS).choices[0].message.content


@workflow(name="trip_planner")
def tool_run():
    Traceloop.set_association_properties({"session_id": "chat-42", "user_id": "user-7"})
    return weather_agent("What is the weather in Paris?")


@task(name="stream_answer")
def streamed():
    messages = [{"role": "user", "content": "What is the weather in Paris?"}]
    options = {"include_usage": True}
    for _chunk in client.chat.completions.create(
        model="gpt-5-mini", messages=messages, stream=True, stream_options=options
    ):
        pass


def anthropic():
    from anthropic import Anthropic
    from opentelemetry.instrumentation.anthropic import AnthropicInstrumentor

    AnthropicInstrumentor().instrument()
    schema = {"type": "object", "properties": {"city": {"type": "string"}}}
    tools = [{"name": "get_weather", "description": "Tells the weather in a city", "input_schema": schema}]
    request = {"model": "claude-haiku-4-5", "max_tokens": 200, "system": "You tell the weather.", "tools": tools}
    messages = [{"role": "user", "content": "What is the weather in Paris?"}]
    client = Anthropic(max_retries=0)
    first = client.messages.create(messages=messages, **request)
    messages.append({"role": "assistant", "content": [block.to_dict() for block in first.content]})
    result = {"type": "tool_result", "tool_use_id": first.content[0].id, "content": "18 degrees"}
    messages.append({"role": "user", "content": [result]})
    client.messages.create(messages=messages, **request)


def failed_call():
    try:
        client.chat.completions.create(model="no-such-model", messages=[{"role": "user", "content": "Hello"}])
    except Exception:
        pass


scenarios = {"tool-run": tool_run, "streamed": streamed, "anthropic": anthropic, "failed-call": failed_call}
scenarios[sys.argv[1]]()
