"""pyagent's two styles: nested spans by decorators and by hand, and a span for each event on its bus."""

import asyncio
import sys

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor

provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(OTLPSpanExporter()))
trace.set_tracer_provider(provider)

from pyagent_patterns.base import Agent, Message
from pyagent_patterns.orchestration import Pipeline
from pyagent_trace import CostTracker, PatternSpanEmitter, Recorder, traced_agent, traced_pattern
from pyagent_trace.events import TraceEvent, TraceEventBus
from pyagent_trace.exporters.otel import OTelExporter


class Model:
    _model = "gpt-4o-mini"

    async def __call__(self, messages):
        return f"{len(messages)} messages read"


async def fail(messages):
    raise ValueError("no model is loaded")


def nested():
    class TracedPipeline(Pipeline):
        pass

    traced_pattern(TracedPipeline)
    extractor = traced_agent(Agent("extractor", Model(), system_prompt="Extract."))
    asyncio.run(TracedPipeline(stages=[extractor, traced_agent(Agent("writer", Model()))]).run("Invoice 9: 120 EUR"))
    try:
        asyncio.run(TracedPipeline(stages=[traced_agent(Agent("broken", fail))]).run("Invoice 9"))
    except ValueError:
        pass
    by_hand()


def by_hand():
    emitter = PatternSpanEmitter()
    pattern = emitter.pattern_span("debate", {"pyagent.early_stop": True})
    told = {
        "pyagent.agent.model": "gpt-4o",
        "pyagent.cost.input_tokens": 450,
        "pyagent.cost.output_tokens": 380,
        "pyagent.cost.total_usd": 0.0049,
    }
    agent = emitter.agent_span("bull", pattern, told)
    emitter.set_routing_info(agent, difficulty=7, selected_model="gpt-4o", cost_estimate=0.004, category="hard")
    agent.end()
    emitter.set_pattern_result(
        pattern, output_length=12, rounds=2, consensus=0.8, token_estimate=830, cost_estimate=0.0049
    )
    pattern.end()


def events():
    bus = TraceEventBus()
    bus.subscribe(OTelExporter().export_event)
    agent = Agent("analyst", Model(), system_prompt="Analyse.")
    agent.set_trace_bus(bus).set_cost_tracker(CostTracker(event_bus=bus))
    asyncio.run(Pipeline(stages=[agent]).set_trace_bus(bus).run("Summarise the quarter"))
    recorder = Recorder(event_bus=bus)
    recorder.start("debate")
    told = {"model": "gpt-4o", "input_tokens": 18, "output_tokens": 4, "cost_usd": 0.0001}
    recorder.record_llm_call("bull", [Message.user("Is it a buy?")], "Yes.", told)
    recorder.end("Yes.")
    CostTracker(event_bus=bus).record("debate", "bear", "gpt-4o-mini", 500, 200, 0.0004)
    for kind, payload in [
        ("routing_decision", {"model": "gpt-4o"}),
        ("compression", {"savings_pct": 0.4}),
        ("error", {"message": "rate limited"}),
        ("provider_call_start", {}),
    ]:
        bus.emit(TraceEvent(timestamp=0.0, event_type=kind, agent_name="analyst", payload=payload))


{"nested": nested, "events": events}[sys.argv[1]]()
provider.shutdown()
