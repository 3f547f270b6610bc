using Unpark.Analysis;
using Unpark.Model;

namespace Unpark.Tests.Analysis;

public sealed class SourceTreeTests
{
    private const string Module = "example.com/app";

    [Fact] public void A_file_below_the_root_is_named_from_there() => Check("cmd/x/main.go", "main.main", "/home/me/app/cmd/x/main.go");

    [Fact] public void A_package_built_elsewhere_is_found_by_its_import_path() => Check("queue/queue.go", "example.com/app/queue.(*Queue[...]).Push", "/build/7/queue/queue.go");

    [Fact] public void A_package_of_a_trimmed_binary_is_found() => Check("queue/queue.go", "example.com/app/queue.Send.func1", "example.com/app/queue/queue.go");

    [Fact] public void The_package_of_the_module_itself_lies_at_the_root() => Check("app.go", "example.com/app.Run", "/build/app.go");

    [Fact] public void An_external_test_lies_beside_what_it_tests() => Check("queue/queue_test.go", "example.com/app/queue_test.TestPush", "/build/queue/queue_test.go");

    [Fact] public void Main_of_a_trimmed_binary_is_found() => Check("cmd/x/main.go", "main.main", "example.com/app/cmd/x/main.go");

    [Fact] public void Main_built_elsewhere_is_found_beside_the_packages() => Check("cmd/x/main.go", "main.main", "/build/7/cmd/x/main.go", new Frame("example.com/app/queue.Send", "/build/7/queue/queue.go", 3));

    [Fact] public void Main_built_elsewhere_alone_is_not_guessed() => Check(null, "main.main", "/build/7/cmd/x/main.go");

    [Fact] public void The_runtime_is_not_of_the_checkout() => Check(null, "runtime.gopark", "/usr/local/go/src/runtime/proc.go");

    [Fact] public void The_standard_library_of_a_trimmed_binary_is_not_of_the_checkout() => Check(null, "net/http.(*conn).serve", "net/http/server.go");

    [Fact] public void Another_module_is_not_of_the_checkout() => Check(null, "github.com/lib/pq.(*conn).recv", "/home/ci/go/pkg/mod/github.com/lib/pq@v1.10.9/conn.go");

    [Fact] public void A_module_whose_path_only_begins_alike_is_another() => Check(null, "example.com/apple/queue.Send", "/build/queue/queue.go");

    [Fact] public void A_vendored_file_below_the_root_is_of_the_checkout() => Check("vendor/github.com/lib/pq/conn.go", "github.com/lib/pq.(*conn).recv", "/home/me/app/vendor/github.com/lib/pq/conn.go");

    [Fact] public void A_folder_whose_name_only_begins_alike_is_another() => Check(null, "main.main", "/home/me/app2/main.go");

    [Fact] public void Code_that_cgo_made_has_no_file() => Check(null, "main._Cfunc_wait", "_cgo_gotypes.go");

    [Fact]
    public void A_module_in_a_folder_of_the_checkout_is_named_from_the_root() =>
        Assert.Equal("services/orders/queue/queue.go", new SourceTree("/home/me/app", Module, "services/orders").PathOf(new("example.com/app/queue.Send", "/build/queue/queue.go", 3)));

    [Fact]
    public void Without_a_checkout_no_file_is_of_it() => Assert.Null(SourceTree.None.PathOf(new("main.main", "/home/me/app/main.go", 1)));

    private static void Check(string? expected, string function, string file, params Frame[] others) =>
        Assert.Equal(expected, new SourceTree("/home/me/app", Module).With([new CallStack([.. others])]).PathOf(new Frame(function, file, 1)));
}
