using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Rooms.EndToEnd.Tests.Browser;

/// <summary>What a page complains of: exceptions, and what its content security policy refused.</summary>
internal sealed class PageFaults
{
    private readonly ConcurrentQueue<string> faults = new();

    public PageFaults(IPage page)
    {
        page.PageError += (_, error) => faults.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && message.Text.Contains("Content Security Policy", StringComparison.Ordinal)) faults.Enqueue(message.Text);
        };
    }

    public void AssertNone() => Assert.Empty(faults);
}
