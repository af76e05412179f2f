using Microsoft.Extensions.Hosting;

namespace Rooms.Testing;

/// <summary>
/// Leaves signals to the test process. The framework's own lifetime takes them: a run that is ended from outside would go on, and fail whichever test
/// happens to start a host at that moment.
/// </summary>
public sealed class TestLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
