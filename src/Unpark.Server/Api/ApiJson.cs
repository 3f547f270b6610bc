using System.Text.Json.Serialization;
using Unpark.Server.Api.Answers;
using Unpark.Server.Api.Endpoints;
using Unpark.Server.Health;

namespace Unpark.Server.Api;

/// <summary>How answers become JSON. What is unknown is absent; what could end or begin markup is escaped.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(StatsAnswer))]
[JsonSerializable(typeof(ServicesAnswer))]
[JsonSerializable(typeof(ServiceAnswer))]
[JsonSerializable(typeof(FindingAnswer))]
[JsonSerializable(typeof(HistoryAnswer))]
[JsonSerializable(typeof(SiteAnswer))]
[JsonSerializable(typeof(CompareAnswer))]
[JsonSerializable(typeof(SnapshotsAnswer))]
[JsonSerializable(typeof(SnapshotAnswer))]
[JsonSerializable(typeof(EventsAnswer))]
[JsonSerializable(typeof(LookedAnswer))]
[JsonSerializable(typeof(IngestAnswer))]
[JsonSerializable(typeof(DeploymentNote))]
internal sealed partial class ApiJson : JsonSerializerContext;
