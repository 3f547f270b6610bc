using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Unpark.Server.Access;

namespace Unpark.Server.Api;

/// <summary>The API as an OpenAPI 3.1 document, from the same declarations as the routes.</summary>
internal sealed class OpenApiDocument
{
    private const string Schemas = "#/components/schemas/";

    private static readonly Lazy<byte[]> Bytes = new(() => System.Text.Encoding.UTF8.GetBytes(new OpenApiDocument().Write().ToJsonString()));

    private readonly JsonObject _schemas = [];

    public static ImmutableArray<ApiEndpoint> All { get; } =
    [
        ApiEndpoint.GetOther("/openapi.json", "This document", "application/json", AnswerAsync),
    ];

    private static async Task AnswerAsync(ApiCall call)
    {
        call.Http.Response.ContentType = "application/json; charset=utf-8";
        await call.Http.Response.Body.WriteAsync(Bytes.Value, call.Cancellation);
    }

    private JsonObject Write()
    {
        var paths = new JsonObject();
        foreach (var path in ApiRoutes.All.GroupBy(endpoint => endpoint.Path, StringComparer.Ordinal))
        {
            paths[path.Key] = new JsonObject(path.Select(endpoint => KeyValuePair.Create(endpoint.Method.ToLowerInvariant(), (JsonNode?)OperationOf(endpoint))));
        }
        return new()
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Unpark", ["version"] = typeof(OpenApiDocument).Assembly.GetName().Version!.ToString(3), ["description"] = "Goroutine health of services. A key that is absent is unknown. Times are RFC 3339 in UTC; lists called times hold seconds since 1970." },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = ApiRoutes.Root }),
            ["security"] = new JsonArray(new JsonObject(), new JsonObject { ["bearer"] = new JsonArray() }, new JsonObject { ["basic"] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = _schemas,
                ["securitySchemes"] = new JsonObject
                {
                    ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
                    ["basic"] = new JsonObject { ["type"] = "http", ["scheme"] = "basic", ["description"] = "Any user, the token as password" },
                },
            },
        };
    }

    private JsonObject OperationOf(ApiEndpoint endpoint)
    {
        var operation = new JsonObject
        {
            ["operationId"] = IdOf(endpoint),
            ["summary"] = endpoint.Summary,
            ["description"] = endpoint.Role == Role.Write ? "Needs a token with the role write, where there are tokens." : "Needs a token, where there are tokens.",
            ["parameters"] = new JsonArray([.. ParametersOf(endpoint)]),
            ["responses"] = new JsonObject { ["200"] = ResponseOf("As described", endpoint.AnswerType, endpoint.Answer), ["default"] = ResponseOf("What is wrong, in a sentence", "application/json", ApiJson.Default.ErrorAnswer) },
        };
        if (endpoint.BodyType is { } type) operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = ContentOf(type, endpoint.Body) };
        return operation;
    }

    // "GET /services/{service}/history" -> "getServicesServiceHistory"
    private static string IdOf(ApiEndpoint endpoint) => endpoint.Method.ToLowerInvariant()
        + string.Concat(endpoint.Path.Split(['/', '{', '}', '.'], StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static IEnumerable<JsonNode> ParametersOf(ApiEndpoint endpoint)
    {
        foreach (var name in endpoint.Path.Split('/').Where(part => part.StartsWith('{')).Select(part => part[1..^1]))
            yield return new JsonObject { ["name"] = name, ["in"] = "path", ["required"] = true, ["schema"] = new JsonObject { ["type"] = "string" } };
        foreach (var parameter in endpoint.Query)
            yield return new JsonObject { ["name"] = parameter.Name, ["in"] = "query", ["required"] = parameter.IsRequired, ["description"] = parameter.Description, ["schema"] = new JsonObject { ["type"] = parameter.Type } };
    }

    private JsonObject ResponseOf(string description, string type, JsonTypeInfo? shape) => new() { ["description"] = description, ["content"] = ContentOf(type, shape) };

    private JsonObject ContentOf(string type, JsonTypeInfo? shape) => new() { [type] = shape is null ? new JsonObject() : new JsonObject { ["schema"] = SchemaOf(shape) } };

    private JsonObject SchemaOf(JsonTypeInfo shape)
    {
        var name = shape.Type.Name;
        if (!_schemas.ContainsKey(name))
        {
            _schemas[name] = new JsonObject();
            _schemas[name] = shape.GetJsonSchemaAsNode(new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform });
        }
        return new JsonObject { ["$ref"] = Schemas + name };
    }

    private JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (!context.Path.IsEmpty && context.TypeInfo.Kind == JsonTypeInfoKind.Object && context.TypeInfo.Type.Assembly == Assembly.GetExecutingAssembly()) return SchemaOf(context.TypeInfo);
        // "true" is anything, as an empty schema, which more readers know.
        if (schema is JsonValue) return new JsonObject();
        if (schema is not JsonObject { } node || node["type"] is not JsonArray types || context.PropertyInfo is null) return schema;
        // What is unknown is absent, and never null.
        var named = types.Select(type => type!.GetValue<string>()).Where(type => type != "null").ToList();
        node["type"] = named.Count == 1 ? named[0] : new JsonArray([.. named.Select(type => JsonValue.Create(type))]);
        return node;
    }
}
