namespace Rooms.Grains.Words;

/// <summary>
/// What letters in disguise stand for: one lower-case letter for each code point of a block, made from Unicode's compatibility decompositions (NFKD
/// without marks). A middle dot: the code point stands for itself. The framework's own normalization does nothing without ICU, and the server runs without.
/// </summary>
internal static class FoldTable
{
    private const char Itself = '·';

    // Each block by its first code point.
    private static readonly (int First, string Folded)[] Blocks =
    [
        // Latin: letters with marks, superscripts.
        (0x00A0,
            "··········a·······23·μ···1o·····aaaaaa·ceeeeiiii·nooooo·ouuuuy··aaaaaa·ceeeeiiii·nooooo·ouuuuy·yaaaaaaccccccccddddeeeeee" +
            "eeeegggggggghhhhiiiiiiiiii··jjkk·llllll··llnnnnnn···oooooo··rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs················" +
            "················oo·············uu····························aaiioouuuuuuuuuu·aaaaææ··ggkkooooʒʒj···gg··nnaaææøøaaaaeeee" +
            "iiiioooorrrruuuusstt··hh······aaeeooooooooyy····························"),
        // Spacing modifier letters.
        (0x02B0,
            "hɦjrɹɻʁwy·······································ɣlsxʕ···························"),
        // Greek.
        (0x0370,
            "····ʹ·········;·······α·εηι·ο·υωι·························ιυαεηιυ·························ιυουω·βθυυυφπ·················" +
            "········κρς··ε···σ······"),
        // Cyrillic.
        (0x0400,
            "ее·г···і····киу··········и·······························и······················ее·г···і····киу·······················ѵѵ" +
            "········"),
        // Phonetic extensions: modifier letters.
        (0x1D00,
            "············································aæb·deǝghijklmn·oȣprtuwaɐɑᴂbdeəɛɜg·kmŋoɔᴖᴗptuᴝɯvᴥβγδφχiruvβγρφχ·············" +
            "н··································ɒcɕðɜfɟɡɥɨɩɪᵻʝɭᶅʟɱɰɲɳɴɵɸʂʃƫʉʊᴜʋʌzʐʑʒθ"),
        // Latin with more marks.
        (0x1E00,
            "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuu" +
            "uuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy·s····aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuu" +
            "uuyyyyyyyy······"),
        // Greek with more marks.
        (0x1F00,
            "ααααααααααααααααεεεεεε··εεεεεε··ηηηηηηηηηηηηηηηηιιιιιιιιιιιιιιιιοοοοοο··οοοοοο··υυυυυυυυ·υ·υ·υ·υωωωωωωωωωωωωωωωωααεεηηιι" +
            "οουυωω··ααααααααααααααααηηηηηηηηηηηηηηηηωωωωωωωωωωωωωωωωααααα·ααααααα·ι···ηηη·ηηεεηηη···ιιιι··ιιιιιι····υυυυρρυυυυυυρ··`" +
            "··ωωω·ωωοοωωω···"),
        // Superscripts and subscripts.
        (0x2070,
            "0i··456789+−=()n0123456789+−=()·aeoxəhklmnpst···"),
        // Letterlike symbols, Roman numerals.
        (0x2100,
            "··c····ɛ··ghhhhħiill·n···pqrrr······z···z··abc·eef·moאבגדi··πγγπ∑····ddeij······················i···v····x··lcdmi···v···" +
            "·x··lcdm················"),
        // Circled digits and letters.
        (0x2460,
            "123456789·············································································abcdefghijklmnopqrstuvwxyzabcdefgh" +
            "ijklmnopqrstuvwxyz0·····················"),
        // Full-width ASCII, half-width katakana.
        (0xFF01,
            "!\"#$%&'()*+,-./0123456789:;<=>?@abcdefghijklmnopqrstuvwxyz[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~⦅⦆。「」、・ヲァィゥェォャュョッーアイウエオカキク" +
            "ケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"),
        // Letters in squares and circles.
        (0x1F110,
            "···························cr···abcdefghijklmnopqrstuvwxyz······abcdefghijklmnopqrstuvwxyz······abcdefghijklmnopqrstuvwx" +
            "yz"),
    ];

    /// <summary>The letter that a code point stands for; itself where it stands for no other.</summary>
    public static int Find(int codePoint)
    {
        if (codePoint < Blocks[0].First) return codePoint;
        foreach (var (first, folded) in Blocks)
            if (codePoint >= first && codePoint < first + folded.Length) return folded[codePoint - first] is var letter and not Itself ? letter : codePoint;
        return FindMathematical(codePoint);
    }

    // 1D400-1D6A3: the alphabet, capital and small, in 13 styles; 1D7CE-1D7FF: the digits in five. Unicode 16, Mathematical Alphanumeric Symbols.
    private static int FindMathematical(int codePoint) => codePoint switch
    {
        >= 0x1D400 and <= 0x1D6A3 => 'a' + ((codePoint - 0x1D400) % 26),
        >= 0x1D7CE and <= 0x1D7FF => '0' + ((codePoint - 0x1D7CE) % 10),
        _ => codePoint,
    };
}
