"""Langfuse's own OpenAI client and its decorator, sent to an OTLP receiver."""

import os
import sys

os.environ["LANGFUSE_PUBLIC_KEY"] = "none"
os.environ["LANGFUSE_SECRET_KEY"] = "none"
os.environ["LANGFUSE_HOST"] = os.environ["CAPTURE_ADDRESS"]
os.environ["LANGFUSE_BASE_URL"] = os.environ["CAPTURE_ADDRESS"]

from langfuse import get_client, observe, propagate_attributes
from langfuse.openai import OpenAI

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


@observe(as_type="tool")
def get_weather(city: str):
    return {"city": city, "celsius": 18}


@observe(as_type="agent", name="weather_agent")
def weather_agent(question: str):
    first = client.chat.completions.create(model="gpt-5-mini", messages=MESSAGES, tools=TOOLS, temperature=0)
    answer = first.choices[0].message
    get_weather("Paris")
    result = {"role": "tool", "tool_call_id": answer.tool_calls[0].id, "content": '{"celsius": 18}'}
    messages = [*MESSAGES, answer.to_dict(), result]
    return client.chat.completions.create(model="gpt-5-mini", messages=messages, tools=TOOLS).choices[0].message.content


def tool_run():
    with propagate_attributes(session_id="chat-42", user_id="user-7"):
        weather_agent("What is the weather in Paris?")


def streamed():
    options = {"include_usage": True}
    for _chunk in client.chat.completions.create(
        model="gpt-5-mini", messages=MESSAGES, stream=True, stream_options=options
    ):
        pass


{"tool-run": tool_run, "streamed": streamed}[sys.argv[1]]()
get_client().flush()
