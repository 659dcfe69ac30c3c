// Package trace tells OpenTelemetry of turns, answers and tool calls, as spans with the
// attributes of its conventions for generative AI. None of them holds what a person or
// a model said.
//
// A span's provider is that of the turn around it, so that nothing is set up twice, and
// nothing at all is done without one.
package trace

import (
	"context"
	"errors"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
)

const scope = "luonnos/agent/trace"

// begin starts a span in the span of ctx.
func begin(ctx context.Context, kind trace.SpanKind, operation, object string, more ...attribute.KeyValue) (context.Context, trace.Span) {
	tracer := trace.SpanFromContext(ctx).TracerProvider().Tracer(scope)
	attributes := append(more, attribute.String("gen_ai.operation.name", operation))
	return tracer.Start(ctx, operation+" "+object, trace.WithSpanKind(kind), trace.WithAttributes(attributes...))
}

// finish ends a span. Of an error it says the kind only: its text may repeat what was
// said.
func finish(span trace.Span, err error) {
	if err != nil {
		fail(span, kindOf(err))
	}
	span.End()
}

func fail(span trace.Span, kind string) {
	span.SetAttributes(attribute.String("error.type", kind))
	span.SetStatus(codes.Error, "")
}

func kindOf(err error) string {
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return "timeout"
	case errors.Is(err, context.Canceled):
		return "cancelled"
	default:
		return "_OTHER"
	}
}

// Turn begins the span of a turn, whose end the caller tells. A nil provider does
// nothing.
func Turn(ctx context.Context, provider trace.TracerProvider, plan, turn string) (context.Context, func(error)) {
	if provider == nil {
		return ctx, func(error) {}
	}
	ctx, span := provider.Tracer(scope).Start(ctx, "invoke_agent luonnos", trace.WithAttributes(
		attribute.String("gen_ai.operation.name", "invoke_agent"), attribute.String("gen_ai.agent.name", "luonnos"),
		attribute.String("gen_ai.conversation.id", plan), attribute.String("luonnos.turn", turn),
	))
	return ctx, func(err error) { finish(span, err) }
}

// Answered is what is told of a model's answer. Counts are tokens.
type Answered struct {
	Served                string // the model that its service says it used, "" when it does not
	Request               string // the service's name of the request, likewise
	Finish                string
	Input, Cached, Output int
}

// Answer begins the span of a model's answer. The name is provider:model, or that of a
// model of our own.
func Answer(ctx context.Context, name string) (context.Context, func(Answered, error)) {
	provider, model, ok := strings.Cut(name, ":")
	if !ok {
		provider, model = "luonnos", name
	}
	ctx, span := begin(ctx, trace.SpanKindClient, "chat", model,
		attribute.String("gen_ai.provider.name", provider), attribute.String("gen_ai.request.model", model))
	return ctx, func(a Answered, err error) {
		if span.IsRecording() {
			span.SetAttributes(a.attributes()...)
		}
		finish(span, err)
	}
}

func (a Answered) attributes() []attribute.KeyValue {
	list := []attribute.KeyValue{
		attribute.Int("gen_ai.usage.input_tokens", a.Input), attribute.Int("gen_ai.usage.output_tokens", a.Output),
		attribute.Int("gen_ai.usage.cache_read.input_tokens", a.Cached),
	}
	if a.Finish != "" {
		list = append(list, attribute.StringSlice("gen_ai.response.finish_reasons", []string{a.Finish}))
	}
	if a.Served != "" {
		list = append(list, attribute.String("gen_ai.response.model", a.Served))
	}
	if a.Request != "" {
		list = append(list, attribute.String("gen_ai.response.id", a.Request))
	}
	return list
}

// Tool begins the span of a tool call. Refused says that the model used the tool
// wrongly.
func Tool(ctx context.Context, name string) (context.Context, func(refused bool, err error)) {
	ctx, span := begin(ctx, trace.SpanKindInternal, "execute_tool", name,
		attribute.String("gen_ai.tool.name", name), attribute.String("gen_ai.tool.type", "function"))
	return ctx, func(refused bool, err error) {
		if refused {
			fail(span, "refused")
		}
		finish(span, err)
	}
}
