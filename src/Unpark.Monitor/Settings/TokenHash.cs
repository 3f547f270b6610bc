using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Unpark.Monitor.Settings;

/// <summary>What is kept of a token: whoever reads the settings cannot use it.</summary>
/// <remarks>
/// <c>sha256:salt:hash</c>, both in hexadecimal, of the salt and the token behind it. Tokens are 256 random bits, which nobody guesses
/// however fast the hash is: it is asked for at each request.
/// </remarks>
public sealed class TokenHash
{
    private const string Kind = "sha256";
    private const int SaltBytes = 16, TokenBytes = 32;

    private readonly byte[] _salt, _hash;

    private TokenHash(byte[] salt, byte[] hash) => (_salt, _hash) = (salt, hash);

    /// <summary>A new token, and what is to be kept of it.</summary>
    public static (string Token, TokenHash Hash) Create()
    {
        var token = "unpark_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return (token, new(salt, Of(salt, token)));
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out TokenHash? hash)
    {
        hash = text.Split(':') is [Kind, var salt, var digest] && salt.Length == 2 * SaltBytes && digest.Length == 2 * SHA256.HashSizeInBytes && IsHex(salt) && IsHex(digest)
            ? new(Convert.FromHexString(salt), Convert.FromHexString(digest))
            : null;
        return hash is not null;
    }

    /// <summary>Takes as long for a token that is nearly right as for any other.</summary>
    public bool Fits(string token) => CryptographicOperations.FixedTimeEquals(Of(_salt, token), _hash);

    public override string ToString() => $"{Kind}:{Convert.ToHexStringLower(_salt)}:{Convert.ToHexStringLower(_hash)}";

    private static byte[] Of(byte[] salt, string token) => SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(token)]);

    private static bool IsHex(string text) => text.All(char.IsAsciiHexDigit);
}
