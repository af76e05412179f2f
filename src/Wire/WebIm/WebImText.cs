using System.Text;

namespace Rooms.Wire.WebIm;

/// <summary>What the server does to names and pictures before it shows them to others: PHP's strip_tags and htmlspecialchars.</summary>
public static class WebImText
{
    /// <summary>
    /// Without tags: from a <c>&lt;</c> that no blank follows to the next <c>&gt;</c> outside quotation marks, or to the end.
    /// </summary>
    public static string StripTags(string text)
    {
        var kept = new StringBuilder(text.Length);
        var isInside = false;
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (!isInside)
            {
                isInside = letter == '<' && i + 1 < text.Length && !char.IsWhiteSpace(text[i + 1]);
                if (!isInside) kept.Append(letter);
            }
            else if (quote != '\0') quote = letter == quote ? '\0' : quote;
            else if (letter is '"' or '\'') quote = letter;
            else if (letter == '>') isInside = false;
        }
        return kept.ToString();
    }

    /// <summary>As HTML text and inside an attribute.</summary>
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("'", "&#039;", StringComparison.Ordinal);
}
