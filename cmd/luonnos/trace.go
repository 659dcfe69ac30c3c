package main

import (
	"context"
	"fmt"
	"log/slog"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	"go.opentelemetry.io/otel/sdk/trace"
)

// Settings of OpenTelemetry that turn traces on and off; its SDK reads the others.
const (
	settingTraces   = "OTEL_EXPORTER_OTLP_ENDPOINT"
	settingTracesTo = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"
	settingNoTraces = "OTEL_SDK_DISABLED"
)

// tracesOf sends traces to where the settings say, in OTLP over HTTP; nil when they say
// nothing.
func tracesOf(ctx context.Context, getenv func(string) string, log *slog.Logger) (*trace.TracerProvider, error) {
	if getenv(settingTraces) == "" && getenv(settingTracesTo) == "" || getenv(settingNoTraces) == "true" {
		return nil, nil
	}
	exporter, err := otlptracehttp.New(ctx)
	if err != nil {
		return nil, fmt.Errorf("traces: %w", err)
	}
	about, err := resource.New(ctx, resource.WithAttributes(attribute.String("service.name", "luonnos")), resource.WithFromEnv())
	if err != nil {
		return nil, fmt.Errorf("traces: %w", err)
	}
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { log.Warn("traces", "err", err) }))
	return trace.NewTracerProvider(trace.WithBatcher(exporter), trace.WithResource(about)), nil
}
