"""OpenLIT's instrumentation of the OpenAI client, sent to an OTLP receiver."""

import os
import sys

import openlit
from openai import OpenAI
from opentelemetry import trace

# With the endpoint in hand it sends traces alone; its prices would come from the network.
with open("prices.json", "w") as prices:
    prices.write('{"chat": {"gpt-5-mini": {"promptPrice": 0.00025, "completionPrice": 0.002}}}')
openlit.init(
    application_name="weather",
    otlp_endpoint=os.environ["CAPTURE_ADDRESS"],
    disable_batch=True,
    disable_metrics=True,
    disable_events=True,
    pricing_json="prices.json",
)
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
    first = client.chat.completions.create(model="gpt-5-mini", messages=MESSAGES, tools=TOOLS)
    answer = first.choices[0].message
    result = {"role": "tool", "tool_call_id": answer.tool_calls[0].id, "content": '{"celsius": 18}'}
    client.chat.completions.create(model="gpt-5-mini", messages=[*MESSAGES, answer.to_dict(), result], tools=TOOLS)


def streamed():
    options = {"include_usage": True}
    for _chunk in client.chat.completions.create(
        model="gpt-5-mini", messages=MESSAGES, stream=True, stream_options=options
    ):
        pass


{"tool-run": tool_run, "streamed": streamed}[sys.argv[1]]()
trace.get_tracer_provider().force_flush()
