using Unpark.Collectors;
using Unpark.GoSyntax;
using Unpark.Monitor;
using Unpark.Server;

namespace Unpark.Tests.House;

/// <summary>What others may build on changes on purpose only: the difference of <c>PublicApi.txt</c> is read like code.</summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData(typeof(GoParser))]
    [InlineData(typeof(Diagnosis))]
    [InlineData(typeof(Collector))]
    [InlineData(typeof(FleetMonitor))]
    [InlineData(typeof(WebServer))]
    public void The_public_surface_is_the_committed_one(Type frontDoor)
    {
        var assembly = frontDoor.Assembly;
        Golden.Check(Path.Join("src", assembly.GetName().Name, "PublicApi.txt"), PublicApi.Of(assembly));
    }
}
