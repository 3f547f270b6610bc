using Unpark.Knowledge.Frames;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Tests.Knowledge;

public class GoVersionInPathTests
{
    [Theory]
    [InlineData("/usr/lib/go-1.19/src/runtime/proc.go", "go1.19")]
    [InlineData("/home/gopher/sdk/go1.22.3/src/runtime/proc.go", "go1.22.3")]
    [InlineData("/home/u/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.23.5.linux-amd64/src/runtime/proc.go", "go1.23.5")]
    [InlineData("/opt/homebrew/Cellar/go/1.27.4/libexec/src/runtime/proc.go", "go1.27.4")]
    [InlineData("/usr/local/go/src/runtime/proc.go", null)]
    [InlineData("runtime/proc.go", null)]
    public void The_version_is_read_off_the_folder_of_the_runtime(string file, string? version) =>
        Assert.Equal(version, GoVersionInPath.Of(Snapshot(new Frame("runtime.gopark", file, 1))));

    [Fact]
    public void A_version_in_the_path_of_other_code_says_nothing() =>
        Assert.Null(GoVersionInPath.Of(Snapshot(new Frame("main.main", "/src/go1.22.3/src/runtime/main.go", 1))));

    private static Snapshot Snapshot(Frame frame) => new()
    {
        Source = "test",
        Kind = EvidenceKind.Profile,
        Total = 1,
        Groups = [new() { Count = 1, State = WaitReason.Select, Stack = new([frame]) }],
    };
}
