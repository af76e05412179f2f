using System.Text.RegularExpressions;
using Rooms.Host.Phone;

namespace Rooms.EndToEnd.Tests.Phone;

public sealed partial class QrTextTests
{
    private const string Url = "https://192.168.100.200:8443/#phone=AbCdEfGhIjKlMnOpQrStUv";

    // ISO/IEC 18004 6.3.3: a finder pattern is 7 modules wide, dark, light and dark again; 6.3.8: four light modules around the symbol.
    private static readonly string[] Finder = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"];

    [Fact]
    public void Write_Url_IsASquareWithThreeFindersAndAQuietZone()
    {
        var rows = Modules(QrText.Write(Url));

        var size = rows[0].Length;
        Assert.All(rows, row => Assert.Equal(size, row.Length));
        Assert.InRange(rows.Length - size, 0, 1);
        Assert.Equal(Finder, Cut(rows, 4, 4));
        Assert.Equal(Finder, Cut(rows, size - 11, 4));
        Assert.Equal(Finder, Cut(rows, 4, size - 11));
        Assert.All(rows[..4].Concat(rows[(size - 4)..size]), row => Assert.DoesNotContain('#', row));
        Assert.All(rows, row => Assert.DoesNotContain('#', row[..4] + row[^4..]));
    }

    [Fact]
    public void Write_Url_FitsATerminalOf80By24()
    {
        var lines = QrText.Write(Url).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.InRange(lines.Length, 1, 23);
        Assert.InRange(Modules(string.Join('\n', lines))[0].Length, 1, 80);
    }

    [Fact]
    public void Write_OtherUrl_IsAnotherPicture() => Assert.NotEqual(QrText.Write(Url), QrText.Write(Url + "x"));

    private static string[] Cut(string[] rows, int left, int top) => [.. rows[top..(top + 7)].Select(row => row[left..(left + 7)])];

    // Back from half blocks to modules: '#' is dark.
    private static string[] Modules(string text) =>
        [.. Colours().Replace(text, "").Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(line => new[] { Half(line, "█▀"), Half(line, "█▄") })];

    private static string Half(string line, string dark) => string.Concat(line.Select(sign => dark.Contains(sign, StringComparison.Ordinal) ? '#' : '.'));

    [GeneratedRegex(@"\e\[[\d;]*m")]
    private static partial Regex Colours();
}
