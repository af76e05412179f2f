using Microsoft.Playwright;

namespace Rooms.EndToEnd.Tests.Browser;

/// <summary>What a reader does and sees in the chat of a room page.</summary>
internal static class ChatPage
{
    public static ILocator Box(this IPage page) => page.GetByLabel("Message", new() { Exact = true });

    public static async Task SayAsync(this IPage page, string text)
    {
        await page.EnterAsync(text);
        await page.Locator(".send-state[data-state=sent]").WaitForAsync();
    }

    public static async Task EnterAsync(this IPage page, string text)
    {
        await page.Box().FillAsync(text);
        await page.Box().PressAsync("Enter");
    }

    public static Task ReadAsync(this IPage page, string words) => page.Locator(".line", new() { HasText = words }).WaitForAsync();

    /// <summary>The texts of all messages, in their order.</summary>
    public static Task<IReadOnlyList<string>> TextsAsync(this IPage page) => page.Locator(".line.message .words").AllTextContentsAsync();

    /// <summary>Ends once an element of this kind has come, however soon it goes again. Await the outer task before what makes it come.</summary>
    public static async Task<Task> PassingAsync(this IPage page, string selector)
    {
        var flag = $"seen{Guid.NewGuid():N}";
        await page.EvaluateAsync(
            "([selector, flag]) => new MutationObserver(() => { if (document.querySelector(selector)) window[flag] = document.querySelector(selector).textContent; })"
            + ".observe(document.body, { subtree: true, childList: true, attributes: true })",
            new[] { selector, flag });
        return page.WaitForFunctionAsync("flag => flag in window", flag);
    }
}
