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


def by_hand():
    with mlflow.start_span(name="find_notes", span_type="RETRIEVER") as span:
        span.set_inputs({"query": "Paris"})
        span.set_outputs([{"page_content": "Paris is in France.", "metadata": {"source": "notes.md"}}])
    with mlflow.start_span(name="ask", span_type="LLM") as span:
        span.set_inputs({"prompt": "Where is Paris?"})
        span.set_outputs("In France.")
        span.set_attributes(
            {
                "mlflow.llm.model": "claude-haiku-4-5",
                "mlflow.llm.provider": "anthropic",
                "mlflow.chat.tokenUsage": {"input_tokens": 84, "output_tokens": 5, "cache_read_input_tokens": 64},
                "mlflow.trace.session": "chat-42",
                "mlflow.trace.user": "user-7",
            }
        )
    try:
        with mlflow.start_span(name="fails", span_type="PARSER"):
            raise ValueError("not JSON")
    except ValueError:
        pass


{"tool-run": tool_run, "streamed": streamed, "by-hand": by_hand}[sys.argv[1]]()
mlflow.flush_trace_async_logging()
