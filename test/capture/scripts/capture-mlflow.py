"""MLflow's tracing of the OpenAI client and of functions, sent to an OTLP receiver."""

import sys

import mlflow
from openai import OpenAI

mlflow.openai.autolog()
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


@mlflow.trace(span_type="TOOL")
def get_weather(city: str):
    return {"city": city, "celsius": 18}


@mlflow.trace(span_type="AGENT", name="weather_agent")
def weather_agent(question: str):
    mlflow.update_current_trace(session_id="chat-42", user="user-7")
    first = client.chat.completions.create(model="gpt-5-mini", messages=MESSAGES, tools=TOOLS, temperature=0)
    answer = first.choices[0].message
    get_weather("Paris")
    result = {"role": "tool", "tool_call_id": answer.tool_calls[0].id, "content": '{"celsius": 18}'}
    messages = [*MESSAGES, answer.to_dict(), result]
    return client.chat.completions.create(model="gpt-5-mini", messages=messages, tools=TOOLS).choices[0].message.content


def streamed():
    options = {"include_usage": True}
    for _chunk in client.chat.completions.create(
        model="gpt-5-mini", messages=MESSAGES, stream=True, stream_options=options
    ):
        pass


def tool_run():
    weather_agent("What is the weather in Paris?")


{"tool-run": tool_run, "streamed": streamed}[sys.argv[1]]()
mlflow.flush_trace_async_logging()
