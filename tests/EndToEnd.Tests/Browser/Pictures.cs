using Microsoft.Playwright;

namespace Rooms.EndToEnd.Tests.Browser;

/// <summary>Whether pictures move: canvases and videos are told apart by their pixels.</summary>
internal static class Pictures
{
    // A small copy of the element's pixels, summed with weights: equal pictures have equal sums. A picture of one colour answers 0: there is nothing to see.
    private const string Sum = """
        selector => {
          const source = document.querySelector(selector);
          if (!source || (source.videoWidth ?? source.width) === 0) return 0;
          const copy = new OffscreenCanvas(64, 36);
          const context = copy.getContext('2d');
          context.drawImage(source, 0, 0, 64, 36);
          const bytes = context.getImageData(0, 0, 64, 36).data;
          let sum = 0, isPlain = true;
          for (let i = 0; i < bytes.length; i++) {
            sum = (sum * 31 + bytes[i]) % 2147483647;
            if (bytes[i] !== bytes[i % 4]) isPlain = false;
          }
          return isPlain ? 0 : sum;
        }
        """;

    /// <summary>Waits until the element shows another picture than <paramref name="before"/> (0: any picture) and answers its sum.</summary>
    public static async Task<double> OtherThanAsync(IPage page, string selector, double before)
    {
        await page.WaitForFunctionAsync(
            $"([selector, before]) => {{ const sum = ({Sum})(selector); return sum !== 0 && sum !== before; }}", new object[] { selector, before });
        return await page.EvaluateAsync<double>(Sum, selector);
    }

    /// <summary>Waits until the video has played to this second.</summary>
    public static Task PlayedToAsync(IPage page, string selector, double seconds) =>
        page.WaitForFunctionAsync("([selector, seconds]) => document.querySelector(selector).currentTime >= seconds", new object[] { selector, seconds });

    public static Task<double> PositionAsync(IPage page, string selector) =>
        page.EvaluateAsync<double>("selector => document.querySelector(selector).currentTime", selector);

    /// <summary>Screenshots are kept under artifacts/screens for a person to look at.</summary>
    public static Task KeepAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(RunningHost.Root, "artifacts", "screens", $"{name}.png") });
}
