"""Langfuse's own OpenAI client and its decorator, sent to an OTLP receiver."""

import os
import sys

os.environ["LANGFUSE_PUBLIC_KEY"] = "none"
os.environ["LANGFUSE_SECRET_KEY"] = "none"
os.environ["LANGFUSE_HOST"] = os.environ["CAPTURE_ADDRESS"]
os.environ["LANGFUSE_BASE_URL"] = os.environ["CAPTURE_ADDRESS"]

from langfuse import get_client, observe, propagate_attributes

if sys.argv[1] == "langchain":
    # The client of Langfuse would tell each call of LangChain once more.
    from openai import OpenAI
else:
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


def by_hand():
    """What an application writes that calls a model its own way."""
    langfuse = get_client()
    with langfuse.start_as_current_observation(
        as_type="generation", name="ask", model="claude-haiku-4-5", input=MESSAGES, model_parameters={"temperature": 0}
    ) as generation:
        generation.update(
            output="It is sunny.",
            usage_details={"input": 20, "output": 5, "input_cached_tokens": 64},
            cost_details={"input": 0.00002, "output": 0.000025},
        )
    with langfuse.start_as_current_observation(as_type="guardrail", name="is_polite", input="text") as guardrail:
        guardrail.update(output={"ok": True})
    with langfuse.start_as_current_observation(as_type="retriever", name="find_notes", input="Paris") as retriever:
        retriever.update(output=[{"text": "Paris is in France."}])
    with langfuse.start_as_current_observation(as_type="generation", name="fails", model="gpt-5-mini") as failed:
        failed.update(level="ERROR", status_message="The model is overloaded")


def langchain():
    from langchain.agents import create_agent
    from langchain_openai import ChatOpenAI
    from langfuse.langchain import CallbackHandler

    def get_weather(city: str) -> str:
        """Tells the weather in a city."""
        return f"18 degrees in {city}"

    agent = create_agent(ChatOpenAI(model="gpt-5-mini"), tools=[get_weather], system_prompt="You tell the weather.")
    question = {"messages": [{"role": "user", "content": "What is the weather in Paris?"}]}
    agent.invoke(question, config={"callbacks": [CallbackHandler()], "metadata": {"langfuse_session_id": "chat-42"}})


scenarios = {"tool-run": tool_run, "streamed": streamed, "by-hand": by_hand, "langchain": langchain}
scenarios[sys.argv[1]]()
get_client().flush()
