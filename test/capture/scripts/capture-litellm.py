"""Calls through LiteLLM in both generations of its spans."""

import asyncio
import copy
import os
import sys

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
os.environ["OTEL_EXPORTER"] = "otlp_http"
os.environ["OTEL_ENDPOINT"] = os.environ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"]
if sys.argv[1] == "second-generation":
    os.environ["LITELLM_OTEL_V2"] = "true"
    os.environ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "span_only"

import litellm

litellm.callbacks = ["otel"]
litellm.suppress_debug_info = True
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


async def ask(messages, **options):
    # LiteLLM writes into the metadata it is given, so each call has its own.
    metadata = {"session_id": "chat-42"}
    common = {"model": "openai/gpt-5-mini", "api_base": os.environ["OPENAI_BASE_URL"], "metadata": metadata}
    return await litellm.acompletion(messages=messages, tools=copy.deepcopy(TOOLS), **{**common, **options})


async def tool_run():
    first = (await ask(MESSAGES, temperature=1)).choices[0].message
    result = {"role": "tool", "tool_call_id": first.tool_calls[0].id, "content": '{"celsius": 18}'}
    await ask([*MESSAGES, first.model_dump(exclude_none=True), result])
    try:
        await ask(MESSAGES, model="openai/no-such-model")
    except litellm.NotFoundError:
        pass
    # The spans are made by a worker of LiteLLM and sent by another every five seconds.
    await asyncio.sleep(9)


asyncio.run(tool_run())
