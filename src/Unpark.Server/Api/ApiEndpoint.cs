using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Unpark.Server.Access;

namespace Unpark.Server.Api;

/// <summary>One address of the API: how it is asked, what it answers, who may. Its route and its part of the OpenAPI document are made from it.</summary>
internal sealed record ApiEndpoint
{
    public required string Method { get; init; }

    /// <summary>Below <see cref="ApiRoutes.Root"/>: "/services/{service}".</summary>
    public required string Path { get; init; }

    public required string Summary { get; init; }

    public Role Role { get; init; } = Role.Read;

    /// <summary>Those of the query; those of the path stand in it.</summary>
    public ImmutableArray<ApiParameter> Query { get; init; } = [];

    /// <summary>Shape of the answer where it is JSON that we write; null where its form is described elsewhere.</summary>
    public JsonTypeInfo? Answer { get; init; }

    public string AnswerType { get; init; } = "application/json";

    /// <summary>Shape of the body; null where there is none, or any bytes.</summary>
    public JsonTypeInfo? Body { get; init; }

    /// <summary>Null: the request has no body.</summary>
    public string? BodyType { get; init; }

    public required Func<ApiCall, Task> Run { get; init; }

    public static ApiEndpoint Get<T>(string path, string summary, JsonTypeInfo<T> answer, Func<ApiCall, Task<T>> run, params ImmutableArray<ApiParameter> query) => new()
    {
        Method = HttpMethods.Get,
        Path = path,
        Summary = summary,
        Answer = answer,
        Query = query,
        Run = async call => await call.AnswerAsync(await run(call), answer),
    };

    public static ApiEndpoint Post<T>(string path, string summary, JsonTypeInfo<T> answer, Func<ApiCall, Task<T>> run, params ImmutableArray<ApiParameter> query) =>
        Get(path, summary, answer, run, query) with { Method = HttpMethods.Post, Role = Role.Write };

    /// <summary>An answer that writes itself.</summary>
    public static ApiEndpoint GetOther(string path, string summary, string type, Func<ApiCall, Task> run, params ImmutableArray<ApiParameter> query) =>
        new() { Method = HttpMethods.Get, Path = path, Summary = summary, AnswerType = type, Query = query, Run = run };
}
