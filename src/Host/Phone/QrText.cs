using System.Text;
using QRCoder;

namespace Rooms.Host.Phone;

/// <summary>A QR code for a terminal: two rows of modules a line, black on white whatever the terminal's colours are.</summary>
internal static class QrText
{
    private const string BlackOnWhite = "\e[30;107m";
    private const string Reset = "\e[0m";

    public static string Write(string content)
    {
        // Low correction: a screen is not scratched, and a smaller code is easier to read from one.
        using var code = QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.L);
        var rows = code.ModuleMatrix;
        var text = new StringBuilder();
        for (var y = 0; y < rows.Count; y += 2)
        {
            text.Append(BlackOnWhite);
            for (var x = 0; x < rows.Count; x++) text.Append(Half(rows[y][x], y + 1 < rows.Count && rows[y + 1][x]));
            text.Append(Reset).Append('\n');
        }
        return text.ToString();
    }

    private static char Half(bool upper, bool lower) => (upper, lower) switch
    {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        _ => ' ',
    };
}
