using Microsoft.AspNetCore.Http;
using Unpark.Monitor.Store;
using Unpark.Server.Api;

namespace Unpark.Server.Access;

/// <summary>Turns every way in which a request can fail into <c>{ "error": "a sentence" }</c>.</summary>
/// <param name="failed">Told of what is a fault of ours.</param>
internal sealed class Refusals(Action<Exception> failed)
{
    public async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
            if (http.Response is { HasStarted: false, StatusCode: StatusCodes.Status405MethodNotAllowed }) await WriteAsync(http, 405, $"{http.Request.Method} is no way to ask for this");
        }
        catch (RefusalException e)
        {
            await WriteAsync(http, e.Status, e.Message);
        }
        catch (BadHttpRequestException e)
        {
            await WriteAsync(http, e.StatusCode, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? "the body is larger than is taken" : e.Message);
        }
        catch (StoreException e)
        {
            await WriteAsync(http, StatusCodes.Status503ServiceUnavailable, e.Message);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked is gone.
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            failed(e);
            await WriteAsync(http, StatusCodes.Status500InternalServerError, "this is a fault in unpark, please report it; its log says more");
        }
    }

    private static async Task WriteAsync(HttpContext http, int status, string message)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }
        http.Response.StatusCode = status;
        // What is left of a body that nobody wants would be read to keep the connection.
        if (!HttpMethods.IsGet(http.Request.Method)) http.Response.Headers.Connection = "close";
        await http.Response.WriteAsJsonAsync(new ErrorAnswer(message), ApiJson.Default.ErrorAnswer, cancellationToken: http.RequestAborted);
    }
}
