"""A LangChain agent whose LangSmith traces go out over OTLP alone."""

import os
import sys

os.environ["LANGSMITH_TRACING"] = "true"
os.environ["LANGSMITH_OTEL_ENABLED"] = "true"
os.environ["LANGSMITH_OTEL_ONLY"] = "true"
os.environ["LANGSMITH_API_KEY"] = "none"
os.environ["LANGSMITH_PROJECT"] = "weather"
os.environ["LANGSMITH_ENDPOINT"] = os.environ["CAPTURE_ADDRESS"]

from langchain.agents import create_agent
from langchain_openai import ChatOpenAI
from langsmith import traceable
from langsmith.wrappers import wrap_openai
from openai import OpenAI
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor

provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(OTLPSpanExporter()))
trace.set_tracer_provider(provider)


def get_weather(city: str) -> str:
    """Tells the weather in a city."""
    return f"18 degrees in {city}"


@traceable(run_type="retriever", name="find_notes")
def find_notes(query: str):
    return [{"page_content": "Paris is in France.", "type": "Document", "metadata": {"source": "notes.md"}}]


def tool_run():
    find_notes("Paris")
    agent = create_agent(
        ChatOpenAI(model="gpt-5-mini", temperature=0), tools=[get_weather], system_prompt="You tell the weather."
    )
    config = {"metadata": {"thread_id": "chat-42"}, "tags": ["demo"], "run_name": "weather_agent"}
    agent.invoke({"messages": [{"role": "user", "content": "What is the weather in Paris?"}]}, config)


def streamed():
    model = ChatOpenAI(model="gpt-5-mini", stream_usage=True)
    for _chunk in model.stream("What is the weather in Paris?", config={"metadata": {"session_id": "chat-42"}}):
        pass


def anthropic():
    from langchain_anthropic import ChatAnthropic

    agent = create_agent(ChatAnthropic(model="claude-haiku-4-5"), tools=[get_weather], system_prompt="Be brief.")
    agent.invoke({"messages": [{"role": "user", "content": "What is the weather in Paris?"}]})


def wrapped_client():
    client = wrap_openai(OpenAI())
    messages = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "What is the weather?"}]

    @traceable(run_type="chain", name="ask", metadata={"session_id": "chat-42"})
    def ask():
        client.chat.completions.create(model="gpt-5-mini", messages=messages, temperature=0)

    ask()


scenarios = {"tool-run": tool_run, "streamed": streamed, "anthropic": anthropic, "wrapped-client": wrapped_client}
scenarios[sys.argv[1]]()

from langchain_core.tracers.langchain import wait_for_all_tracers

wait_for_all_tracers()
provider.force_flush()
