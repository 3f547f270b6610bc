using Unpark.Knowledge.Libraries;

namespace Unpark.Knowledge.Waits;

/// <summary>For the rows of known-goroutines.json that no call stops. Issues read on GitHub in November 2026; all named were open or unfixed then.</summary>
internal static class WorkArounds
{
    private static readonly Dictionary<string, WorkAround> ByFunction = new WorkAround[]
    {
        new(
            "gopkg.in/natefinch/lumberjack.v2.(*Logger).millRun",
            "Keep one lumberjack.Logger for each file, for the life of the process: Close closes the file and leaves the goroutine. Where loggers must come and go, take a fork that ends it, such as github.com/DeRuina/timberjack.",
            "natefinch/lumberjack issues 56 (2017), 205 and 219"),
        new(
            "github.com/afex/hystrix-go/hystrix.(*metricExchange).Monitor",
            "Use a fixed set of command names: hystrix-go keeps goroutines for each distinct name, and Flush drops the commands without ending theirs. A name with an id or an address in it grows for ever.",
            "afex/hystrix-go issues 81 and 95, pull request 64"),
        new(
            "github.com/afex/hystrix-go/hystrix.(*poolMetrics).Monitor",
            "Use a fixed set of command names: hystrix-go keeps goroutines for each distinct name, and Flush drops the commands without ending theirs. A name with an id or an address in it grows for ever.",
            "afex/hystrix-go issues 81 and 95, pull request 64"),
        new(
            "github.com/spf13/viper.(*Viper).WatchConfig.func",
            "Call WatchConfig once for each file. To watch for a limited time, watch the file yourself (fsnotify.NewWatcher, closed when done) and call ReadInConfig on a change.",
            "spf13/viper issue 2038, pull requests 834 and 2039"),
        new(
            "github.com/hashicorp/golang-lru/v2/expirable.NewLRU[...].func",
            "Make the cache once and share it, or use a ttl of 0, which starts no goroutine: Close is commented out up to v2.0.7. A release behind v2.0.7 with Close ends it.",
            "hashicorp/golang-lru issue 159"),
        new(
            "github.com/hashicorp/go-metrics.(*Metrics).collectStats",
            "Make the Metrics once, or set Config.EnableRuntimeMetrics to false and call EmitRuntimeStats from a loop of your own.",
            "hashicorp/go-metrics pull request 121"),
        new(
            "github.com/launchdarkly/go-server-sdk/v7/internal/datasource.newTickerWithInitialTick.func",
            "Make one LDClient and share it, and stream instead of polling: the goroutine of polling ranges over a Ticker's channel, which Stop does not close."),
    }.ToDictionary(one => one.Function, StringComparer.Ordinal);

    public static WorkAround? For(KnownGoroutine known) => ByFunction.GetValueOrDefault(known.Function);
}
